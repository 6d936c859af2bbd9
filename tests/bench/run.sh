#!/usr/bin/env bash
# Runs the benchmarks of a build folder. Each names a rival that is measured in the same run (SQLite's OFFSET, OpenSSL, nlohmann, one
# transaction a record ...): read the ratios, single times wander with the machine.
#   tests/bench/run.sh BUILD_FOLDER [FILTER]
set -euo pipefail
folder=$(cd "$1" && pwd)
filter=${2:-}

echo "machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(uname -sr), load $(cut -d' ' -f1-3 /proc/loadavg)"
# Four validators with the real engine, where they are there: installer/go.sh brings CometBFT.
[ ! -x "$folder/app/node/meterseal-node" ] || export METERSEAL_NODE="${METERSEAL_NODE:-$folder/app/node/meterseal-node}"
[ ! -x "$folder/tools/bin/cometbft" ] || export METERSEAL_COMETBFT="${METERSEAL_COMETBFT:-$folder/tools/bin/cometbft}"
mkdir -p "$folder/bench-data"
cd "$folder"
./tests/meterseal-bench ${filter:+--benchmark_filter="$filter"} --benchmark_out=figures.json --benchmark_out_format=json
QT_QPA_PLATFORM=offscreen ./tests/meterseal-ui-bench ${filter:+--benchmark_filter="$filter"} \
    --benchmark_out=figures-ui.json --benchmark_out_format=json
echo "load after it: $(cut -d' ' -f1-3 /proc/loadavg); figures: $folder/figures.json, $folder/figures-ui.json"
