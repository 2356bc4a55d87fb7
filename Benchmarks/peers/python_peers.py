"""Nanoseconds of reading and checking together, a payload each, of the validators that Python has.

Each side reads with orjson from the same bytes.
"""

import json
import os
import sys
import time

import orjson


def median(body, count):
    start = time.perf_counter_ns()
    body()
    once = max(1, time.perf_counter_ns() - start)
    repetitions = max(1, int(33e6 / once))
    rounds = []
    for _ in range(9):
        start = time.perf_counter_ns()
        for _ in range(repetitions):
            body()
        rounds.append((time.perf_counter_ns() - start) / repetitions / count)
    return sorted(rounds)[4]


def jsonschema_rs_check(schema):
    import jsonschema_rs

    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    return lambda line: validator.is_valid(orjson.loads(line))


def fastjsonschema_check(schema):
    import fastjsonschema

    validate = fastjsonschema.compile(schema)

    def check(line):
        try:
            validate(orjson.loads(line))
            return True
        except fastjsonschema.JsonSchemaValueException:
            return False

    return check


def reading_check(_):
    return lambda line: orjson.loads(line) is not None


def report(folder, engine, make, measure):
    name = os.path.basename(folder.rstrip("/"))
    try:
        with open(os.path.join(folder, "schema.json"), "rb") as file:
            schema = orjson.loads(file.read())
        with open(os.path.join(folder, "instances.jsonl"), "rb") as file:
            lines = [line for line in file.read().split(b"\n") if line]
        check = make(schema)
        right = sum(check(line) for line in lines)

        def body():
            for line in lines:
                check(line)

        row = {"set": name, "engine": engine, "measure": measure, "ns": median(body, len(lines))}
        print(json.dumps({**row, "right": right, "count": len(lines)}), flush=True)
        if measure == "verdict":
            row = {"set": name, "engine": engine, "measure": "compile", "ns": median(lambda: make(schema), 1)}
            print(json.dumps({**row, "right": 1, "count": 1}), flush=True)
    except Exception as problem:  # A peer that cannot do a set is a row of the table, not the end of the run.
        print(json.dumps({"set": name, "engine": engine, "problem": str(problem)[:100]}), flush=True)


if __name__ == "__main__":
    for folder in sys.argv[1:]:
        report(folder, "orjson", reading_check, "read")
        report(folder, "jsonschema-rs", jsonschema_rs_check, "verdict")
        report(folder, "fastjsonschema", fastjsonschema_check, "verdict")
