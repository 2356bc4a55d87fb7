// Nanoseconds of JSON.parse and ajv's check together, a payload each, over the payloads of each folder that is named.
const fs = require("fs");
const path = require("path");
process.env.NODE_PATH = "/usr/share/nodejs:/usr/lib/nodejs";
require("module").Module._initPaths();
const Ajv = require("ajv");

const nanoseconds = (body, repetitions) => {
  const start = process.hrtime.bigint();
  for (let repetition = 0; repetition < repetitions; repetition++) body();
  return Number(process.hrtime.bigint() - start);
};
const median = (body, count) => {
  for (let warm = 0; warm < 3; warm++) body();
  const repetitions = Math.max(1, Math.floor(33e6 / Math.max(1, nanoseconds(body, 1))));
  const rounds = [];
  for (let turn = 0; turn < 9; turn++) rounds.push(nanoseconds(body, repetitions) / repetitions / count);
  return rounds.sort((left, right) => left - right)[4];
};
for (const folder of process.argv.slice(2)) {
  const set = path.basename(folder);
  const say = (measure, ns, right, count) =>
    console.log(JSON.stringify({ set, engine: "ajv", measure, ns, right, count }));
  try {
    const schema = JSON.parse(fs.readFileSync(path.join(folder, "schema.json"), "utf8"));
    const lines = fs.readFileSync(path.join(folder, "instances.jsonl"), "utf8").split("\n").filter(Boolean);
    // Dialects that this ajv does not know are declared as the newest that it does.
    if (!/draft-0[67]/.test(schema.$schema || "")) delete schema.$schema;
    delete schema.$id;
    const compile = () => new Ajv({ schemaId: "$id", unknownFormats: "ignore", logger: false }).compile(schema);
    const validate = compile();
    let right = 0;
    const ns = median(() => {
      right = 0;
      for (const line of lines) right += validate(JSON.parse(line)) ? 1 : 0;
    }, lines.length);
    say("verdict", ns, right, lines.length);
    say("compile", median(compile, 1), 1, 1);
  } catch (error) {
    console.log(JSON.stringify({ set, engine: "ajv", problem: String(error.message || error).slice(0, 100) }));
  }
}
