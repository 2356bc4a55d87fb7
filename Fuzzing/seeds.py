"""Writes the first inputs of each target: seeds.py FOLDER.

They are made of what the repository has, and of the public suites where those are at hand.
"""

import glob
import gzip
import io
import json
import os
import re
import sys
import textwrap
import zipfile
import zlib

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(here)
suites = os.environ.get("MUSTER_SUITES", os.path.join(os.path.dirname(root), "shared", "suites"))
folder = sys.argv[1]
counts = {}


def seed(target, data, name=None):
    if isinstance(data, str):
        data = data.encode()
    if len(data) > 60_000:
        return
    number = counts[target] = counts.get(target, 0) + 1
    os.makedirs(os.path.join(folder, target), exist_ok=True)
    with open(os.path.join(folder, target, name or "seed-%04d" % number), "wb") as file:
        file.write(data)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def files(*patterns):
    for pattern in patterns:
        for path in sorted(glob.glob(os.path.join(root, pattern), recursive=True)):
            if os.path.isfile(path):
                yield path


PAIRS = [
    ({"type": "object", "required": ["a"], "properties": {"a": {"type": "integer", "minimum": 3}}}, {"a": 2.5}),
    ({"oneOf": [{"properties": {"t": {"const": 1}}}, {"properties": {"t": {"const": 2}}}]}, {"t": 2}),
    ({"anyOf": [{"$ref": "#"}, {"type": "string"}], "not": {"const": "x"}}, "x"),
    ({"$defs": {"n": {"type": "array", "items": {"$ref": "#/$defs/n"}}}, "$ref": "#/$defs/n"}, [[[], []], [1]]),
    ({"unevaluatedProperties": False, "allOf": [{"properties": {"a": True}}], "if": {"required": ["b"]},
      "then": {"properties": {"b": {"type": "null"}}}}, {"a": 1, "b": None, "c": 2}),
    ({"unevaluatedItems": False, "prefixItems": [True], "contains": {"type": "string"}, "maxContains": 2}, [1, "a", "b", 2]),
    ({"patternProperties": {"^x-": {"format": "uri"}}, "propertyNames": {"maxLength": 4}}, {"x-ab": "no uri", "xxxxx": 1}),
    ({"uniqueItems": True, "items": {"enum": [1, 1.0, "a", {"b": [1]}, None]}}, [1, 1.0, {"b": [1]}, {"b": [1.0]}]),
    ({"$dynamicAnchor": "n", "properties": {"c": {"$dynamicRef": "#n"}}, "multipleOf": 0.1}, {"c": {"c": 3}}),
    ({"dependentSchemas": {"a": {"required": ["b"]}}, "dependentRequired": {"b": ["c"]}, "minProperties": 2}, {"a": 1, "b": 1}),
    ({"$schema": "http://json-schema.org/draft-04/schema#", "minimum": 1, "exclusiveMinimum": True, "id": "http://a/b"}, 1),
    ({"discriminator": {"propertyName": "kind"}, "oneOf": [{"$ref": "#/x"}], "x": {"type": "object"}}, {"kind": "x"}),
    ({"contentMediaType": "application/json", "contentEncoding": "base64", "contentSchema": {"type": "object"}}, "e30="),
    ({"format": "date-time", "maxLength": 30, "pattern": "^\\d{4}-"}, "2026-02-29T25:61:61Z"),
]

OPENAPI = [
    """{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/items/{id}":{"get":{"parameters":[{"name":"id",
    "in":"path","required":true,"schema":{"type":"integer"}}],"responses":{"200":{"description":"d","content":{
    "application/json":{"schema":{"$ref":"#/components/schemas/I"}}}}}}}},"components":{"schemas":{"I":{"type":"object",
    "properties":{"a":{"type":["string","null"],"readOnly":true},"next":{"$ref":"#/components/schemas/I"}}}}}}""",
    """openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a:
    post:
      requestBody: {content: {application/json: {schema: {nullable: true, type: string, enum: [a]}}}}
      responses:
        4XX: {description: d}
        default: {description: d, content: {'*/*': {schema: {oneOf: [{type: integer}, {type: string}]}}}}
""",
    """swagger: '2.0'
info: {title: t, version: '1'}
consumes: [application/json]
paths:
  /a/{b}:
    put:
      parameters:
        - {name: b, in: path, required: true, type: string, format: uuid}
        - {name: body, in: body, schema: {type: object, x-nullable: true, required: [c]}}
        - {name: q, in: query, type: array, items: {type: integer}, collectionFormat: pipes}
      responses: {'200': {description: d, schema: {type: file}}}
""",
]

# A schema with its payload, and documents with theirs.
for schema, payload in PAIRS:
    seed("schema", json.dumps(schema) + "\0" + json.dumps(payload))
for path in files("Corpus/**/*.json"):
    try:
        case = json.loads(read(path))
    except ValueError:
        continue
    document = case.get("document")
    if document:
        seed("document", json.dumps(document))
        seed("overlay", '{"overlay":"1.1.0","info":{"title":"t","version":"1"},"actions":[{"target":"$..schema",'
             '"update":{"maxProperties":3}},{"target":"$.paths[?@.put]","remove":true}]}\0' + json.dumps(document))
for text in OPENAPI:
    seed("document", text)
    seed("yaml", text)
    seed("overlay", "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n- {target: '$.info', update: {title: u}}\0" + text)
for path in files("Schemas/*/*.md", "Schemas/*/*.mdx", "Schemas/*/*.txt", "Tests/MusterCommandTests/Files/**/*.yaml",
                  "Tests/MusterCommandTests/Files/**/*.json", "Examples/**/*.yaml"):
    seed("document", read(path))
    if path.endswith(".yaml"):
        seed("yaml", read(path))
for path in files("Schemas/*/contract.muster", "Examples/**/*.muster"):
    seed("contract", read(path))
# Changes of one field in each table of each section; see ContractEdits.swift.
for base in range(3):
    for section in range(8):
        for table in range(14):
            change = bytes([section, table, section + table, 0, table % 6, (section * 3 + table) % 10, 1, table, 0, 0])
            seed("contract", bytes([base]) + change)
QUERIES = [
    "$.a[?@.b == 1 && count(@..*) > 2].c", "$..[1:-1:2]", "$['a','b'][*,0]", "$[?match(@.a, 'x.*') || !@.b]",
    "$[?length(@) >= value($..a)]", "$.a[-1]", "$..*[?@[0] < $.b]", "$[-9007199254740991]", "$[?search(@, \"[a-z]\")]",
]
for query in QUERIES:
    seed("overlay", query + '\0{"a":[1,{"b":[2,3],"c":"x"},[4,[5]]],"b":3}')
YAMLS = [
    "a: &x {b: [1, 'two'], ? c : d}\n<<: *x\n--- |+\n  text\n\n...\n", "- !!str 1\n- >-\n  folded\n   more\n- \"\\u00e9\\\n  x\"\n",
    "%TAG !e! tag:e,2000:\n--- !e!a\n? [k]\n: - v # c\n", "{a: b, 'c':d, \"e\":f, [g]: h, i}\n", "a:\n\t- b\n", "\ufeffa: 0x1F\r\nb: ~\r\n",
]
for text in YAMLS:
    seed("yaml", text)
PATTERNS = [
    "^(?:a|b)*c{2,3}?$", "(?<y>\\d{4})-\\k<y>", "[\\p{L}--[a-z]]", "[^\\w-.]+", "(?=a)b|(?<!c)d", "\\u{1F600}|\\ud83d\\ude00",
    "(a*)*b", "((a?){20}){20}", "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}$", "\\cA\\0\\x41\\/", "(?i:x)", "[\\s\\S]*?\\b\\B", "a{,3}|b{2",
]
for pattern in PATTERNS:
    seed("pattern", pattern + "\0aabcc 2026-2026 x.y \U0001F600")

# Recordings: their forms by number, as `RecordingForm.allCases` has them.
EXCHANGE = {"request": {"method": "POST", "url": "https://api.fuzz.dev/v1/items/.1.2?list=1&list=2&piped=a|b",
                        "headers": {"content-type": "application/json", "x-list": "a,b"}, "body": {"id": 1, "name": "a"}},
            "response": {"status": 200, "headers": {"content-type": "application/json"}, "body": {"id": "1", "tags": ["x"]}}}
ENTRY = {"startedDateTime": "2026-01-01T00:00:00Z", "time": 1, "request": {
    "method": "POST", "url": "https://api.fuzz.dev/v1/items/.1", "httpVersion": "HTTP/2", "cookies": [],
    "headers": [{"name": "content-type", "value": "application/json"}, {"name": "host", "value": "api.fuzz.dev"}],
    "queryString": [], "postData": {"mimeType": "application/json", "text": "{\"id\": 1}"}, "headersSize": -1, "bodySize": -1},
    "response": {"status": 200, "statusText": "", "httpVersion": "HTTP/2", "cookies": [], "headers": [
        {"name": "content-type", "value": "application/json"}], "content": {
            "size": 9, "mimeType": "application/json", "text": "eyJpZCI6IDF9", "encoding": "base64"},
        "redirectURL": "", "headersSize": -1, "bodySize": -1}, "cache": {}, "timings": {}}
har = json.dumps({"log": {"version": "1.2", "entries": [ENTRY, ENTRY]}})
line = json.dumps(EXCHANGE)
for number, text in [(0, har), (1, har), (0, line + "\n" + line + "\r\n" + line), (2, line + "\n" + line), (3, "[" + line + "]")]:
    seed("recording", bytes([number, 128]) + text.encode())
for path in files("Tests/MusterCommandTests/Files/recordings/**/*", "Tests/MusterCommandTests/Files/traffic/**/*",
                  "Examples/**/*.har", "Examples/**/*.ndjson"):
    seed("recording", bytes([0, 100]) + read(path))
for path in sorted(glob.glob(os.path.join(os.path.dirname(suites), "cases", "recordings", "*", "*"))):
    if os.path.isfile(path):
        seed("recording", bytes([0, 60]) + read(path))
# The examples of the forms, as the guides of the readers have them.
readers = os.path.join(root, "Sources", "MusterTraffic", "Recording")
forms = re.findall(r"^  case (\w+)", read(os.path.join(readers, "RecordingForm.swift")).decode(), re.M)
examples = 0
for path in sorted(glob.glob(os.path.join(readers, "Readers", "*.swift"))):
    guides = re.findall(
        r'RecordingGuide\(\s*\.(\w+),.*?example: (#?)"""\n(.*?)\n *"""\2', read(path).decode(), re.S)
    for form, _, example in guides:
        seed("recording", bytes([forms.index(form) + 1, 200]) + textwrap.dedent(example).encode())
        examples += 1
if examples != len(forms):
    sys.exit("%d forms of recordings have %d examples" % (len(forms), examples))

# Compressed bytes.
TEXT = (line + " ") * 5
deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
seed("inflate", b"\0" + deflate.compress(TEXT.encode()) + deflate.flush())
for strategy in (zlib.Z_FIXED, zlib.Z_HUFFMAN_ONLY):
    packer = zlib.compressobj(6, zlib.DEFLATED, 15, 8, strategy)
    seed("inflate", b"\1" + packer.compress(TEXT.encode()) + packer.flush())
seed("inflate", b"\1" + zlib.compress(TEXT.encode(), 0))
seed("inflate", b"\2" + gzip.compress(TEXT.encode(), mtime=0) + gzip.compress(b"", mtime=0))
for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as archive:
        archive.writestr("a.har", TEXT)
        archive.writestr("b/c.txt", "x")
    seed("inflate", b"\3" + memory.getvalue())

# Parameters and bodies.
FORM = "application/x-www-form-urlencoded"
for parts in [
    ("items/.1.2?list=1,2&piped=a%7Cb&deep[id]=1&json=%7B%22a%22:1%7D", "a,b", "session=1", "application/json", '{"id":1}'),
    ("matrix/;id=a,1/3c90c3cc-0d44-4b50-8888-8dd25736052a", "c", "session=x; a=b", FORM, "id=1&tags=a|b&note=%7B%7D&more=true&password=p"),
    ("items/.x?deep[a][b]=c&deep[]=1", "", "", "multipart/form-data; boundary=b",
     "--b\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; name=\"note\"\r\n"
     "Content-Type: application/json\r\n\r\n{\"a\":1}\r\n--b--\r\n"),
    ("items/.1", "a", "", "text/event-stream", "event: x\ndata: {\"id\":1}\nid: 7\n\n:c\ndata: 2\r\n\r\n"),
    ("items/.1", "a", "", "application/jsonl", '{"id":1}\n\n{"id":"x"}\n'),
    ("items/.1", "a", "", "text/plain; charset=latin1", "\u00e9abcdef"),
]:
    seed("parameters", "\0".join(parts))

# Public suites, where they are at hand.
for path in sorted(glob.glob(os.path.join(suites, "json-schema-test-suite", "tests", "draft2020-12", "**", "*.json"), recursive=True)):
    for group in json.loads(read(path)):
        for test in group["tests"][:2]:
            seed("schema", json.dumps(group["schema"]) + "\0" + json.dumps(test["data"]))
            if path.endswith("pattern.json") or path.endswith("ecmascript-regex.json"):
                pattern = group["schema"].get("pattern") if isinstance(group["schema"], dict) else None
                if isinstance(pattern, str) and isinstance(test["data"], str):
                    seed("pattern", pattern + "\0" + test["data"])
for path in sorted(glob.glob(os.path.join(suites, "yaml-test-suite", "**", "*.yaml"), recursive=True))[:400]:
    seed("yaml", read(path))
for path in glob.glob(os.path.join(here, "findings", "*", "*")):
    seed(os.path.basename(os.path.dirname(path)), read(path), "finding-" + os.path.basename(path))
print(" ".join("%s %d" % item for item in sorted(counts.items())))
