// Nanoseconds of simdjson's DOM parse, a payload each, over the payloads of each folder that is named.
#include <simdjson.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

int main(int count, char **arguments) {
  for (int number = 1; number < count; number++) {
    std::string folder = arguments[number];
    std::ifstream file(folder + "/instances.jsonl");
    std::vector<simdjson::padded_string> payloads;
    for (std::string line; std::getline(file, line);)
      if (!line.empty()) payloads.emplace_back(line);
    if (payloads.empty()) continue;
    simdjson::dom::parser parser;
    size_t right = 0;
    auto round = [&] {
      right = 0;
      for (auto &payload : payloads) right += parser.parse(payload).error() == simdjson::SUCCESS;
    };
    using clock = std::chrono::steady_clock;
    auto time = [&](long repetitions) {
      auto start = clock::now();
      for (long repetition = 0; repetition < repetitions; repetition++) round();
      return std::chrono::duration<double, std::nano>(clock::now() - start).count();
    };
    long repetitions = std::max(1L, long(33e6 / std::max(1.0, time(1))));
    std::vector<double> rounds;
    for (int turn = 0; turn < 9; turn++) rounds.push_back(time(repetitions) / repetitions / payloads.size());
    std::sort(rounds.begin(), rounds.end());
    std::printf("{\"set\":\"%s\",\"engine\":\"simdjson\",\"measure\":\"read\",\"ns\":%f,\"right\":%zu,\"count\":%zu}\n",
                folder.substr(folder.find_last_of('/') + 1).c_str(), rounds[4], right, payloads.size());
  }
}
