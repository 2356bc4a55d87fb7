"""Holds the linter's reports to what was planted: check.py [--without RULE]... RECORDING REPORT.json OTHER-REPORT...

What a recorder does not keep, such as a name that occurs twice, is not to be found.
"""

import json
import pathlib
import sys
from collections import Counter

from planted import EXCHANGES, SECRET

arguments = sys.argv[1:]
lost = set()
while arguments[0] == "--without":
    lost.add(arguments[1])
    arguments = arguments[2:]
recording, report, *others = arguments
archive = pathlib.Path(recording).read_text()
lines = archive.split("\n")
is_archive = recording.endswith(".har")
if is_archive:
    entries = json.loads(archive)["log"]["entries"]
    assert len(entries) == len(EXCHANGES), f"{len(entries)} entries were recorded of {len(EXCHANGES)} exchanges"
    # The order in which they were recorded, which need not be that in which they were made.
    numbers = [
        int(next(field["value"] for field in entry["request"]["headers"] if field["name"].lower() == "x-exchange"))
        for entry in entries
    ]
else:
    # Cassettes keep the order, and write bodies over several lines.
    numbers = list(range(len(EXCHANGES)))

planted = Counter()
for place, number in enumerate(numbers):
    for rule, side, pointer, line in EXCHANGES[number].findings:
        if rule not in lost:
            planted[(place, rule, side, pointer, line)] += 1

problems = []
found = Counter()
for finding in json.loads(pathlib.Path(report).read_text())["findings"]:
    if finding["count"] > len(finding["samples"]):
        problems.append(f"{finding['rule']} has more places than the report shows; plant fewer of a kind")
    for sample in finding["samples"]:
        place = sample["exchange"]
        payload = sample.get("payload") or {}
        # A required property is one finding each; the pointer and line are those of the place.
        pointer = sample["instance"] if "instance" in sample else finding.get("instance")
        found[(place, finding["rule"], finding["side"], pointer, payload.get("line"))] += 1
        # The place in the recording is inside of the exchange, and on the line of the body where one is concerned.
        text = lines[sample["line"] - 1]
        body = EXCHANGES[numbers[place]].text(getattr(EXCHANGES[numbers[place]], finding["side"]))
        if is_archive and payload and json.dumps(body)[1:-1] not in text:
            problems.append(f"{finding['rule']} of exchange {place}: line {sample['line']} has no such body")

for key in (planted - found):
    problems.append(f"planted, but not found: {key}")
for key in (found - planted):
    problems.append(f"found, but not planted: {key}")
for path in [report, *others]:
    if SECRET in pathlib.Path(path).read_text():
        problems.append(f"{path} has a secret")
for problem in problems:
    print(problem)
print(f"{sum(planted.values())} planted, {sum(found.values())} found, {len(problems)} problems")
sys.exit(1 if problems else 0)
