#!/usr/bin/env bash
# Runs the benchmarks of a build folder and, where nothing was filtered, the straight prototype and the end-to-end benchmark in
# turn, so that their ratio is taken within the same minute.
#   tests/bench/run.sh BUILD_FOLDER [FILTER]
set -euo pipefail
folder=$(cd "$1" && pwd)
filter=${2:-}
here=$(cd "$(dirname "$0")" && pwd)

echo "machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(uname -sr), load $(cut -d' ' -f1-3 /proc/loadavg)"
mkdir -p "$folder/bench-data"
cd "$folder"

if [ -z "$filter" ] && [ "$(uname -m)" = x86_64 ]; then
    g++ -std=c++20 -O3 '-DLIB_LABEL="system"' -march=x86-64-v2 -msha -mssse3 -msse4.1 -mavx2 "$here/limits/g_pipeline.cpp" \
        -o prototype -lsecp256k1 -lsqlite3 -lcrypto -pthread
    for turn in 1 2 3; do
        # The prototype retries on a noisy machine unless told not to care; both sides are measured under the same noise.
        prototype=$(BENCH_DATA=bench-data BENCH_NOISE_PCT=1000 ./prototype order=grouped mode=struct sync=FULL reps=1 |
            sed -n 's/^G .* \([0-9.]*\)\([kM]\) rec\/s.*/\1 \2/p' | awk '{ print $1 * ($2 == "M" ? 1e6 : 1e3) }')
        ours=$(./tests/meterseal-bench --benchmark_filter='^upload/file/' --benchmark_format=json 2>/dev/null |
            sed -n 's/.*"records_per_s": \([0-9.e+]*\).*/\1/p' | head -n 1)
        awk -v p="$prototype" -v o="$ours" -v t="$turn" 'BEGIN {
            printf "end to end, turn %d: file to committed %.0f records/s; prototype (no signature or rule checked) %.0f; ratio %.2f\n", t, o, p, o / p }'
    done
fi

./tests/meterseal-bench ${filter:+--benchmark_filter="$filter"} --benchmark_out=figures.json --benchmark_out_format=json
QT_QPA_PLATFORM=offscreen ./tests/meterseal-ui-bench ${filter:+--benchmark_filter="$filter"} \
    --benchmark_out=figures-ui.json --benchmark_out_format=json
echo "figures: $folder/figures.json, $folder/figures-ui.json"
