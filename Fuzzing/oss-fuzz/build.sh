#!/bin/bash -eu
# Builds the targets as OSS-Fuzz asks: binaries, first inputs and dictionaries go to $OUT.
cd "$SRC/muster/Fuzzing"
sanitizers=(--sanitize fuzzer)
# Of two options the second takes the place of the first, so that it names both.
[ "${SANITIZER:-address}" != address ] || sanitizers+=(-Xswiftc -sanitize=fuzzer,address)
python3 seeds.py seeds
for source in Sources/fuzz-*; do
  name="$(basename "$source")"
  [ "$name" != fuzz-replay ] || continue
  swift build -c release --static-swift-stdlib "${sanitizers[@]}" -Xswiftc -enable-testing -Xswiftc -assert-config \
    -Xswiftc Debug --product "$name"
  cp ".build/release/$name" "$OUT/"
  target="${name#fuzz-}"
  [ ! -d "seeds/$target" ] || (cd "seeds/$target" && zip -q -r "$OUT/${name}_seed_corpus.zip" .)
  [ ! -f "dictionaries/$target.dict" ] || cp "dictionaries/$target.dict" "$OUT/$name.dict"
done
