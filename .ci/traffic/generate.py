"""Writes a recording of at least so many bytes of the vendors' operations: generate.py har|ndjson BYTES [--seed N].

One exchange in fifty is wrong. The same seed gives the same exchanges, so a shorter recording is the beginning of a
longer one.
"""

import argparse
import base64
import json
import random
import sys

import planted

parser = argparse.ArgumentParser()
parser.add_argument("form", choices=["har", "ndjson"])
parser.add_argument("bytes", type=int)
parser.add_argument("--seed", type=int, default=1)
arguments = parser.parse_args()
random.seed(arguments.seed)
output = sys.stdout.buffer


def exchange():
    """Method, host, path, request body, status and response body."""
    identifier = "%032x" % random.getrandbits(128)
    wrong = random.random() < 0.02
    kind = random.randrange(4)
    if kind == 0:
        token = planted.infisical_token(id=identifier, accessTokenNumUses="3" if wrong else random.randrange(1000))
        return "PATCH", "us.infisical.com", planted.INFISICAL % identifier, {"name": "deploy"}, 200, token
    if kind == 1:
        token = planted.cloudflare_token(success=not wrong)
        path = planted.CLOUDFLARE % identifier
        return "PUT", "api.cloudflare.com", "/client/v4" + path, {"name": "ci"}, 200, token
    if kind == 2:
        body = {"detail": [{"loc": ["body", "name"], "msg": "m", "type": 5 if wrong else "t"}]}
        return "PATCH", "api.cloud.deepset.ai", planted.DEEPSET % planted.UUID, {"name": "n"}, 422, body
    extensions = [{"id": f"EXT-{n}", "name": "é" * 20, "icon": None, "revision": n, "status": "Public"} for n in range(8)]
    token = planted.softwareone_token(id=identifier, revision="1" if wrong else 1, extensions=extensions)
    return "PUT", "api.platform.softwareone.com", planted.SOFTWAREONE % "TKN-1", {"name": "ci"}, 200, token


def fields(**values):
    return [{"name": name.replace("_", "-"), "value": value} for name, value in values.items()]


def har_entry():
    method, host, path, request, status, response = exchange()
    text = json.dumps(response)
    content = {"size": len(text), "mimeType": planted.JSON, "text": text}
    if random.random() < 0.1:
        content |= {"text": base64.b64encode(text.encode()).decode(), "encoding": "base64"}
    headers = fields(content_type=planted.JSON, date="Mon, 02 Mar 2026 08:15:00 GMT", x_request_id="r" * 32)
    return json.dumps({
        "startedDateTime": "2026-03-02T08:15:00.000Z", "time": 12.5,
        "request": {
            "method": method, "url": f"https://{host}{path}", "httpVersion": "HTTP/2", "cookies": [],
            "headers": fields(content_type=planted.JSON, authorization="Bearer x", user_agent="client/1.0"),
            "queryString": [], "postData": {"mimeType": planted.JSON, "text": json.dumps(request)},
            "headersSize": -1, "bodySize": -1},
        "response": {
            "status": status, "statusText": "", "httpVersion": "HTTP/2", "cookies": [], "headers": headers,
            "content": content, "redirectURL": "", "headersSize": -1, "bodySize": -1},
        "cache": {}, "timings": {"send": 1, "wait": 10, "receive": 1.5}}, indent=1)


def line():
    method, host, path, request, status, response = exchange()
    fields = {"content-type": planted.JSON}
    return json.dumps({
        "request": {"method": method, "url": f"https://{host}{path}", "headers": fields, "body": request},
        "response": {"status": status, "headers": fields, "body": response}})


# A block is made once and written again and again: recordings repeat themselves, too.
written = 0
if arguments.form == "har":
    block = [har_entry() for _ in range(4_000)]
    text = ",\n".join(block).encode()
    written += output.write(b'{"log": {"version": "1.2", "creator": {"name": "generate", "version": "1"}, "entries": [\n')
    while True:
        written += output.write(text)
        if written >= arguments.bytes:
            break
        written += output.write(b",\n")
    output.write(b"\n]}}\n")
else:
    text = "".join(line() + "\n" for _ in range(8_000)).encode()
    while written < arguments.bytes:
        written += output.write(text)
