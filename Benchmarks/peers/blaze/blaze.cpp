// Nanoseconds of Blaze, in its fast mode, a payload each, over the payloads of each folder that is named: the check alone, and
// from bytes to verdict.
#include <sourcemeta/core/json.h>
#include <sourcemeta/blaze/compiler.h>
#include <sourcemeta/blaze/evaluator.h>
#include <sourcemeta/blaze/foundation.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace blaze = sourcemeta::blaze;
using clock_type = std::chrono::steady_clock;

template <typename Round> static double median(std::size_t count, Round round) {
  auto time = [&](long repetitions) {
    auto start = clock_type::now();
    for (long repetition = 0; repetition < repetitions; repetition++) round();
    return std::chrono::duration<double, std::nano>(clock_type::now() - start).count();
  };
  long repetitions = std::max(1L, long(33e6 / std::max(1.0, time(1))));
  std::vector<double> rounds;
  for (int turn = 0; turn < 9; turn++) rounds.push_back(time(repetitions) / repetitions / count);
  std::sort(rounds.begin(), rounds.end());
  return rounds[4];
}

static void report(const std::string &folder) {
  const auto name = folder.substr(folder.find_last_of('/') + 1);
  std::vector<std::string> lines;
  std::ifstream file(folder + "/instances.jsonl");
  for (std::string line; std::getline(file, line);)
    if (!line.empty()) lines.push_back(line);
  std::ifstream text(folder + "/schema.json");
  const std::string source{std::istreambuf_iterator<char>(text), {}};
  const auto schema = sourcemeta::core::parse_json(source);
  auto compile = [&] {
    return blaze::compile(schema, blaze::schema_walker, blaze::schema_resolver, blaze::default_schema_compiler,
                          blaze::Mode::FastValidation);
  };
  const auto compiled = compile();
  std::vector<sourcemeta::core::JSON> documents;
  for (const auto &line : lines) documents.push_back(sourcemeta::core::parse_json(line));
  blaze::Evaluator evaluator;
  std::size_t right = 0;
  auto print = [&](const char *measure, double time, std::size_t count) {
    std::printf("{\"set\":\"%s\",\"engine\":\"blaze\",\"measure\":\"%s\",\"ns\":%f,\"right\":%zu,\"count\":%zu}\n", name.c_str(),
                measure, time, right, count);
  };
  double time = median(lines.size(), [&] {
    right = 0;
    for (const auto &document : documents) right += evaluator.validate(compiled, document);
  });
  print("check", time, lines.size());
  time = median(lines.size(), [&] {
    right = 0;
    for (const auto &line : lines) right += evaluator.validate(compiled, sourcemeta::core::parse_json(line));
  });
  print("verdict", time, lines.size());
  time = median(1, [&] { right = compile().targets.empty() ? 0 : 1; });
  print("compile", time, 1);
}

int main(int count, char **arguments) {
  for (int number = 1; number < count; number++) {
    try {
      report(arguments[number]);
    } catch (const std::exception &error) {
      std::fprintf(stderr, "blaze on %s: %s\n", arguments[number], error.what());
    }
  }
}
