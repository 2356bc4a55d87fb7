"""Runs the required cases of the JSON Schema test suite through muster-bowtie.

Usage: python3 .ci/bowtie_suite.py PATH-OF-MUSTER-BOWTIE

The suite is read in place: beside the package, or where MUSTER_SUITES points.
"""
import glob
import json
import os
import subprocess
import sys

EXPECTED = {"draft4": 618, "draft6": 839, "draft7": 927, "draft2019-09": 1259, "draft2020-12": 1299, "v1": 1133}


class Harness:
    def __init__(self, arguments):
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.write('{"cmd": "stop"}\n')
        self.process.stdin.close()
        return self.process.wait()


def remotes(folder):
    documents = {}
    for path, _, names in os.walk(folder):
        for name in names:
            file = os.path.join(path, name)
            with open(file) as text:
                documents["http://localhost:1234/" + os.path.relpath(file, folder)] = json.load(text)
    return documents


def main():
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    suites = os.environ.get("MUSTER_SUITES") or os.path.join(package, "..", "shared", "suites")
    suite = os.path.join(suites, "json-schema-test-suite")
    if not os.path.isdir(suite):
        print("bowtie suite not run: no suites")
        return 0
    registry = remotes(os.path.join(suite, "remotes"))
    harness = Harness([sys.argv[1]])
    dialects = harness.ask({"cmd": "start", "version": 1})["implementation"]["dialects"]
    failed = 0
    for (draft, expected), dialect in zip(EXPECTED.items(), dialects):
        if harness.ask({"cmd": "dialect", "dialect": dialect}) != {"ok": True}:
            print(f"{draft}: {dialect} was refused")
            failed += 1
            continue
        passed = 0
        for file in sorted(glob.glob(os.path.join(suite, "tests", draft, "*.json"))):
            with open(file) as text:
                groups = json.load(text)
            for number, group in enumerate(groups):
                tests = [{"description": test["description"], "instance": test["data"]} for test in group["tests"]]
                case = {"description": group["description"], "schema": group["schema"], "tests": tests}
                answer = harness.ask({"cmd": "run", "seq": number, "case": {**case, "registry": registry}})
                results = answer.get("results") or [answer] * len(tests)
                for test, result in zip(group["tests"], results):
                    if result.get("valid") == test["valid"]:
                        passed += 1
                    else:
                        print(f"{draft} {os.path.basename(file)}: {group['description']}: {test['description']}: {result}")
        print(f"{draft}: {passed} of {expected} cases pass through muster-bowtie")
        failed += expected - passed
    return 1 if harness.stop() != 0 or failed else 0


if __name__ == "__main__":
    sys.exit(main())
