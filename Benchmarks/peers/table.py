"""Prints one table of the rows of a comparison: nanoseconds a payload, and ratios to simdjson's DOM parse."""

import json
import math
import sys

COLUMNS = [
    ("simdjson", "read", "simdjson DOM"),
    ("muster", "read", "muster read"),
    ("muster", "check", "muster check"),
    ("muster", "verdict", "muster verdict"),
    ("muster", "explained-valid", "explained valid"),
    ("muster", "verdict-invalid", "verdict invalid"),
    ("muster", "explained-invalid", "explained invalid"),
    ("orjson", "read", "orjson parse"),
    ("blaze", "check", "blaze check"),
    ("blaze", "verdict", "blaze e2e"),
    ("jsonschema-rs", "verdict", "jsonschema-rs e2e"),
    ("fastjsonschema", "verdict", "fastjsonschema e2e"),
    ("ajv", "verdict", "ajv e2e"),
]
PEERS = ["blaze", "jsonschema-rs", "fastjsonschema", "ajv"]


def mean(values):
    return math.exp(sum(map(math.log, values)) / len(values)) if values else math.nan


def show(title, rows):
    widths = [max(len(str(row[column])) for row in rows) for column in range(len(rows[0]))]
    print("\n" + title)
    for row in rows:
        print("  ".join(str(cell).rjust(width) for cell, width in zip(row, widths)))


def main():
    times, problems, sets = {}, [], []
    for line in sys.stdin:
        row = json.loads(line)
        if row["set"] not in sets:
            sets.append(row["set"])
        if "problem" in row:
            problems.append("%s on %s: %s" % (row["engine"], row["set"], row["problem"]))
            continue
        times[row["set"], row["engine"], row["measure"]] = row["ns"]
        if row["right"] != row["count"]:
            problems.append(
                "%(engine)s on %(set)s, %(measure)s: %(right)d of %(count)d come out as the data says" % row
            )

    def at(name, engine, measure):
        return times.get((name, engine, measure))

    present = [column for column in COLUMNS if any(at(name, *column[:2]) for name in sets)]
    rows = [["set"] + [title for _, _, title in present]]
    for name in sets:
        cells = [at(name, engine, measure) for engine, measure, _ in present]
        rows.append([name] + ["%.0f" % cell if cell else "–" for cell in cells])
    show("nanoseconds a payload, medians", rows)

    ratios = [["set", "read/simdjson", "check/simdjson", "verdict/simdjson", "fastest peer/verdict", "explained/verdict", "blaze/muster check"]]
    totals = [[], [], [], [], [], []]
    for name in sets:
        base, verdict = at(name, "simdjson", "read"), at(name, "muster", "verdict")
        peers = [at(name, peer, "verdict") for peer in PEERS if at(name, peer, "verdict")]
        explained, refused = at(name, "muster", "explained-invalid"), at(name, "muster", "verdict-invalid")
        values = [
            at(name, "muster", "read") / base if base else None,
            at(name, "muster", "check") / base if base else None,
            verdict / base if base else None,
            min(peers) / verdict if peers else None,
            explained / verdict if explained and refused else None,
            at(name, "blaze", "check") / at(name, "muster", "check") if at(name, "blaze", "check") else None,
        ]
        for total, value in zip(totals, values):
            if value:
                total.append(value)
        ratios.append([name] + ["%.2f" % value if value else "–" for value in values])
    ratios.append(["geometric mean"] + ["%.2f" % mean(total) for total in totals])
    show("ratios", ratios)

    engines = [engine for engine in ["muster"] + PEERS if any(at(name, engine, "compile") for name in sets)]
    rows = [["set"] + engines]
    for name in sets:
        cells = [at(name, engine, "compile") for engine in engines]
        rows.append([name] + ["%.3f" % (cell / 1e6) if cell else "–" for cell in cells])
    show("compiling a schema, milliseconds", rows)
    for problem in problems:
        print(problem)


if __name__ == "__main__":
    main()
