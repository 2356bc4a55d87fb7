"""Compares muster-bowtie with other validators on generated schemas and instances.

Usage: python3 .ci/compare_validators.py PATH-OF-MUSTER-BOWTIE [--cases N] [--seed S]

The PyPI packages jsonschema and jsonschema-rs judge the same pairs. Schemas are small and dense in interactions: of
references, unevaluated keywords, unions and numbers. Where the others disagree with each other the pair is listed
apart; where both disagree with Muster the program fails.
"""
import argparse
import json
import random
import subprocess
import sys

import jsonschema
import jsonschema_rs

NAMES = ["a", "b", "c", "d"]
DIALECTS = {
    "http://json-schema.org/draft-07/schema#": (jsonschema.Draft7Validator, jsonschema_rs.Draft7Validator),
    "https://json-schema.org/draft/2019-09/schema": (jsonschema.Draft201909Validator, jsonschema_rs.Draft201909Validator),
    "https://json-schema.org/draft/2020-12/schema": (jsonschema.Draft202012Validator, jsonschema_rs.Draft202012Validator),
}


class Generator:
    def __init__(self, seed, modern, latest):
        self.random = random.Random(seed)
        self.modern = modern
        self.latest = latest

    def value(self, depth=2):
        kind = self.random.randrange(9 if depth > 0 else 6)
        if kind == 0:
            return None
        if kind == 1:
            return self.random.choice([True, False])
        if kind in (2, 3):
            return self.random.choice([0, 1, 2, 3, 5, 1.0, 1.5, -1, 0.1, 0.3, 1e2, 10**20, -0.0])
        if kind in (4, 5):
            return self.random.choice(["", "a", "ab", "abc", "é", "1", "😀"])
        if kind == 6:
            return [self.value(depth - 1) for _ in range(self.random.randrange(4))]
        return {self.random.choice(NAMES): self.value(depth - 1) for _ in range(self.random.randrange(4))}

    def schemas(self, depth, count=3):
        return [self.schema(depth) for _ in range(self.random.randint(1, count))]

    def named(self, depth):
        return {self.random.choice(NAMES): self.schema(depth) for _ in range(self.random.randint(1, 3))}

    def schema(self, depth=3):
        if depth <= 0 or self.random.random() < 0.08:
            return self.random.choice([True, False, {}, {"type": "string"}, {"type": "integer"}, {"const": 1}])
        schema = {}
        for _ in range(self.random.randint(1, 3)):
            self.keyword(schema, depth - 1)
        return schema

    def keyword(self, schema, depth):
        pick = self.random.choice
        types = ["null", "boolean", "integer", "number", "string", "array", "object"]
        choices = [
            lambda: schema.update(type=pick(types)),
            lambda: schema.update(type=self.random.sample(types, 2)),
            lambda: schema.update(enum=[self.value(1) for _ in range(3)]),
            lambda: schema.update(const=self.value(1)),
            lambda: schema.update(minimum=pick([0, 1, 1.5])),
            lambda: schema.update(exclusiveMaximum=pick([1, 2, 3.0])),
            lambda: schema.update(multipleOf=pick([1, 2, 0.5, 0.1])),
            lambda: schema.update(minLength=pick([0, 1, 2])),
            lambda: schema.update(maxLength=pick([0, 1, 2])),
            lambda: schema.update(pattern=pick(["^a", "b$", "^.$", "[0-9]"])),
            lambda: schema.update(required=self.random.sample(NAMES, pick([1, 2]))),
            lambda: schema.update(minProperties=pick([1, 2])),
            lambda: schema.update(maxItems=pick([0, 1, 2])),
            lambda: schema.update(uniqueItems=True),
            lambda: schema.update(allOf=self.schemas(depth)),
            lambda: schema.update(anyOf=self.schemas(depth)),
            lambda: schema.update(oneOf=self.schemas(depth)),
            lambda: schema.update({"not": self.schema(depth)}),
            lambda: schema.update({"if": self.schema(depth), "then": self.schema(depth), "else": self.schema(depth)}),
            lambda: schema.update(properties=self.named(depth)),
            lambda: schema.update(patternProperties={pick(["^a", "[bc]"]): self.schema(depth)}),
            lambda: schema.update(additionalProperties=self.schema(depth)),
            lambda: schema.update(propertyNames=self.schema(depth)),
            lambda: schema.update(items=self.schema(depth)),
            lambda: schema.update(contains=self.schema(depth)),
            lambda: schema.update({"$ref": "#/definitions/" + pick(["x", "y"])}),
        ]
        if self.modern:
            choices += [
                lambda: schema.update(unevaluatedProperties=self.schema(depth)),
                lambda: schema.update(unevaluatedProperties=False),
                lambda: schema.update(unevaluatedItems=False),
                lambda: schema.update(unevaluatedItems=self.schema(depth)),
                lambda: schema.update(dependentSchemas=self.named(depth)),
                lambda: schema.update(dependentRequired={pick(NAMES): [pick(NAMES)]}),
                lambda: schema.update(contains=self.schema(depth), minContains=pick([0, 1, 2]), maxContains=pick([1, 2])),
            ]
        if self.latest:
            choices += [lambda: schema.update(prefixItems=self.schemas(depth))]
        else:
            choices += [lambda: schema.update(items=self.schemas(depth), additionalItems=self.schema(depth))]
        pick(choices)()

    def case(self):
        schema = self.schema(4)
        if not isinstance(schema, dict):
            schema = {"allOf": [schema]}
        # Definitions refer to the payload's children only, so that no reference runs in a circle.
        schema["definitions"] = {
            "x": {"type": ["object", "integer"], "properties": {"a": {"$ref": "#/definitions/y"}, "b": self.leaf()}},
            "y": {"type": ["string", "array"], "items": {"$ref": "#/definitions/x"}, "maxLength": 2},
        }
        return schema, [self.value(3) for _ in range(8)]

    def leaf(self):
        return self.random.choice([{"type": "integer"}, {"minLength": 1}, True, {"enum": [1, "a"]}])


def verdict(judge):
    try:
        return bool(judge())
    except Exception as error:  # the other side's failure is an answer of its own
        return f"error: {type(error).__name__}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("harness")
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    process = subprocess.Popen([arguments.harness], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(request):
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    ask({"cmd": "start", "version": 1})
    pairs = disagreements = others = settled = 0
    for dialect, (python, rust) in DIALECTS.items():
        ask({"cmd": "dialect", "dialect": dialect})
        generator = Generator(f"{arguments.seed} {dialect}", "draft-07" not in dialect, "2020" in dialect)
        for number in range(arguments.cases):
            schema, instances = generator.case()
            schema["$schema"] = dialect
            tests = [{"description": "", "instance": instance} for instance in instances]
            answer = ask({"cmd": "run", "seq": number, "case": {"description": "", "schema": schema, "tests": tests}})
            if "results" not in answer:
                print(f"muster could not judge {json.dumps(schema)}: {answer}")
                disagreements += 1
                continue
            first = python(schema)
            try:
                second = rust(schema)
            except Exception as error:
                print(f"jsonschema-rs could not compile {json.dumps(schema)}: {error}")
                continue
            for instance, result in zip(instances, answer["results"]):
                pairs += 1
                ours = result.get("valid")
                a = verdict(lambda: first.is_valid(instance))
                b = verdict(lambda: second.is_valid(instance))
                if ours == a == b:
                    continue
                row = f"muster {ours}, jsonschema {a}, jsonschema-rs {b}: {json.dumps(schema)} :: {json.dumps(instance)}"
                text = json.dumps(schema)
                if "2019-09" in dialect and '"contains"' in text and '"unevaluatedItems"' in text:
                    # What 'contains' matches is evaluated from 2020-12 on; in 2019-09 only 'items' and
                    # 'additionalItems' count (Core 2019-09, section 9.3.1.3). The others take the later rule.
                    settled += 1
                    continue
                if ours in (a, b):
                    others += 1
                    if others <= 10:
                        print("the others differ: " + row)
                else:
                    disagreements += 1
                    print("DISAGREEMENT " + row)
    process.stdin.write('{"cmd": "stop"}\n')
    process.stdin.close()
    process.wait()
    print(f"{pairs} pairs, seed {arguments.seed}: {disagreements} where both others disagree with Muster, "
          f"{others} where they disagree with each other, {settled} settled by the specification")
    return 1 if disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
