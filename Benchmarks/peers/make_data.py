"""Lays out the data of a comparison: seeded token payloads, and the sets of a folder beside spoilt payloads.

Usage: make_data.py TARGET [SETS]
"""

import json
import os
import random
import sys

TEXT_OR_NULL = {"type": ["string", "null"]}
TIME = {"type": "string", "format": "date-time"}
TIME_OR_NULL = {"type": ["string", "null"], "format": "date-time"}
UUID = {"type": "string", "format": "uuid"}
NUMBER = {"type": "number"}
TOKEN = {
    "id": {"type": "string"},
    "accessTokenTTL": NUMBER,
    "accessTokenMaxTTL": NUMBER,
    "accessTokenNumUses": NUMBER,
    "accessTokenNumUsesLimit": NUMBER,
    "accessTokenLastUsedAt": TIME_OR_NULL,
    "accessTokenLastRenewedAt": TIME_OR_NULL,
    "isAccessTokenRevoked": {"type": "boolean"},
    "identityUAClientSecretId": TEXT_OR_NULL,
    "identityId": UUID,
    "createdAt": TIME,
    "updatedAt": TIME,
    "name": TEXT_OR_NULL,
    "authMethod": {"type": "string"},
    "accessTokenPeriod": NUMBER,
    "subOrganizationId": {"type": ["string", "null"], "format": "uuid"},
}
SCHEMA = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "required": ["token"],
    "additionalProperties": False,
    "properties": {
        "token": {
            "type": "object",
            "required": ["id", "identityId", "createdAt", "updatedAt", "authMethod"],
            "additionalProperties": False,
            "properties": TOKEN,
        }
    },
}


def identifier(source):
    digits = "%032x" % source.getrandbits(128)
    return "-".join([digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]])


def moment(source):
    parts = (source.randint(2020, 2026), source.randint(1, 12), source.randint(1, 28))
    clock = (source.randint(0, 23), source.randint(0, 59), source.randint(0, 59))
    return "%d-%02d-%02dT%02d:%02d:%02dZ" % (parts + clock)


def token(source):
    words = ["deploy", "pipeline", "nightly", "staging", "backup", "billing", "sync", "reporter"]
    return {
        "token": {
            "id": identifier(source),
            "accessTokenTTL": source.choice([3600, 86400, 2592000]),
            "accessTokenMaxTTL": source.choice([86400, 2592000]),
            "accessTokenNumUses": source.randint(0, 200),
            "accessTokenNumUsesLimit": source.choice([0, 0, 100]),
            "accessTokenLastUsedAt": moment(source),
            "accessTokenLastRenewedAt": source.choice([None, moment(source)]),
            "isAccessTokenRevoked": source.random() < 0.1,
            "identityUAClientSecretId": source.choice([None, identifier(source)]),
            "identityId": identifier(source),
            "createdAt": moment(source),
            "updatedAt": moment(source),
            "name": " ".join(source.sample(words, source.randint(1, 3))),
            "authMethod": source.choice(["token-auth", "universal-auth", "kubernetes-auth"]),
            "accessTokenPeriod": 0,
            "subOrganizationId": identifier(source),
        }
    }


def spoilt(payload, source, is_valid):
    """The payload with one value exchanged so that it passes no longer; none where no try comes to that."""
    for _ in range(24):
        copy = json.loads(payload)
        container, depth = copy, source.randint(0, 3)
        while True:
            if not isinstance(container, (dict, list)) or not container:
                break
            key = source.choice(list(container) if isinstance(container, dict) else range(len(container)))
            if depth == 0 or not isinstance(container[key], (dict, list)) or not container[key]:
                container[key] = source.choice([7.5, "?", [None], {"?": True}, False])
                break
            container, depth = container[key], depth - 1
        if not is_valid(copy):
            return json.dumps(copy, separators=(",", ":"), ensure_ascii=False)
    return None


def write(folder, schema, payloads, invalid):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "schema.json"), "w", encoding="utf-8") as file:
        file.write(schema)
    for name, lines in (("instances.jsonl", payloads), ("invalid.jsonl", invalid)):
        if lines:
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write("\n".join(lines) + "\n")


def main(target, sets):
    source = random.Random(20)
    payloads = [json.dumps(token(source), separators=(",", ":")) for _ in range(1000)]
    # One date-time of each lacks its zone.
    invalid = [payload.replace('Z","name"', '","name"') for payload in payloads]
    write(os.path.join(target, "token"), json.dumps(SCHEMA), payloads, invalid)
    try:
        import jsonschema_rs
    except ImportError:
        jsonschema_rs = None
        print("jsonschema-rs is not here: only token payloads have invalid ones", file=sys.stderr)
    for name in sorted(os.listdir(sets)) if sets and os.path.isdir(sets) else []:
        if not os.path.isfile(os.path.join(sets, name, "schema.json")):
            continue
        with open(os.path.join(sets, name, "schema.json"), encoding="utf-8") as file:
            schema = file.read()
        with open(os.path.join(sets, name, "instances.jsonl"), encoding="utf-8") as file:
            payloads = [line for line in file.read().split("\n") if line]
        invalid = []
        if jsonschema_rs:
            is_valid = jsonschema_rs.validator_for(json.loads(schema)).is_valid
            found = (spoilt(payload, source, is_valid) for payload in payloads[:200])
            invalid = [line for line in found if line]
        write(os.path.join(target, name), schema, payloads, invalid)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
