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
    # Records/s and CPU microseconds a record (all threads), of the prototype and of the whole way, on the same order of rows. On a
    # busy machine trust the CPU: the rates then say who got more of the processor.
    prototype() {
        # It retries on a noisy machine unless told not to care; both sides are measured under the same noise.
        BENCH_DATA=bench-data BENCH_NOISE_PCT=1000 ./prototype order="$1" mode=struct sync=FULL reps=1 | awk '
            /^G / { for (i = 1; i <= NF; i++) if ($i == "rec/s") { rate = $(i - 1); break } }
            /^ *cpu / { cpu = $2 }
            END { print rate * (rate ~ /M$/ ? 1e6 : 1e3), cpu }'
    }
    ours() {
        ./tests/meterseal-bench --benchmark_filter="^upload/file/round:$1/" --benchmark_format=json 2>/dev/null | awk -F'[:,]' '
            /"records_per_s"/ { rate = $2 } /"cpu_us_per_record"/ { cpu = $2 } END { print rate, cpu }'
    }
    for turn in 1 2 3; do
        for order in grouped round; do
            read -r theirRate theirCpu < <(prototype $order)
            read -r ourRate ourCpu < <(ours $([ $order = round ] && echo 1 || echo 0))
            awk -v order=$order -v turn=$turn -v p="$theirRate" -v pc="$theirCpu" -v o="$ourRate" -v oc="$ourCpu" 'BEGIN {
                printf "end to end, %s rows, turn %d: file to committed %.0f records/s, %.2f us CPU a record; prototype (no signature or rule checked) %.0f, %.2f; ratio %.2f, by CPU %.2f\n", order, turn, o, oc, p, pc, o / p, pc / oc }'
        done
    done
    echo "load after it: $(cut -d' ' -f1-3 /proc/loadavg)"
fi

./tests/meterseal-bench ${filter:+--benchmark_filter="$filter"} --benchmark_out=figures.json --benchmark_out_format=json
QT_QPA_PLATFORM=offscreen ./tests/meterseal-ui-bench ${filter:+--benchmark_filter="$filter"} \
    --benchmark_out=figures-ui.json --benchmark_out_format=json
echo "figures: $folder/figures.json, $folder/figures-ui.json"
