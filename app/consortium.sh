#!/usr/bin/env bash
# Four organisations, four validators on this machine, one ledger: app/consortium.sh FOLDER CLI NODE COMETBFT [FIRST_PORT] [STOP]
# Each organisation has a folder of its own with its own keys. FOLDER must be empty or not there. The nodes run until the script's
# standard input ends or, with STOP, until the story is told. Any step that does not go as it should ends it with status 1.
set -euo pipefail
folder=$1 cli=$(realpath "$2") node=$(realpath "$3") engine=$(realpath "$4") port=${5:-26656} stop=${6:-}
sample=$(realpath "$(dirname "$0")/../resources/sample")
ids=(water maker insurer auditor)
declare -A who=([water]='utility:Alicante Water' [maker]='manufacturer:Meter Maker' [insurer]='insurer:Insurer' [auditor]='auditor:Audit Ltd')
declare -A pids=() rpc=()

mkdir -p "$folder"
[ -z "$(ls -A "$folder")" ] || { echo "consortium: $folder is not empty" >&2; exit 1; }
cd "$folder"
[ -n "${METERSEAL_PASSPHRASE:-}" ] || METERSEAL_PASSPHRASE=$(head -c 10 /dev/urandom | base32)
export METERSEAL_PASSPHRASE

say() { printf '\n== %s\n' "$*"; }
fail() { echo "consortium: $*" >&2; exit 1; }
as() { "$cli" -w "$1" "${@:2}"; }
start() { "$node" run --home "$1" --engine "$engine" >>"$1.log" 2>&1 & pids[$1]=$!; }
finish() {
    local status=$? id
    for id in "${!pids[@]}"; do kill "${pids[$id]}" 2>/dev/null || true; done
    wait 2>/dev/null || true
    [ $status -eq 0 ] || tail -n 4 ./*.log >&2
}
trap finish EXIT
# until_ok SECONDS COMMAND...
until_ok() {
    local end=$((SECONDS + $1))
    until "${@:2}" >/dev/null 2>&1; do
        [ $SECONDS -lt $end ] || fail "within $1 s it did not come true: ${*:2}"
        sleep 0.3
    done
}
height_of() { as "$1" blocks --limit 1 --json | sed 's/.*"height":\([0-9]*\).*/\1/'; }
head_of() { as "$1" blocks --limit 1 --json | sed 's/.*"hash":"\([0-9a-f]*\)".*/\1/'; }
same_heads() {
    local id first
    first=$(head_of water)
    for id in "${ids[@]}"; do [ "$(head_of "$id")" = "$first" ] || return 1; done
}

say "Every organisation makes its own keys, and a card of their public halves"
for i in "${!ids[@]}"; do
    as "${ids[$i]}" network card "${ids[$i]}:${who[${ids[$i]}]}" --node "127.0.0.1:$((port + 2 * i))" --output "${ids[$i]}.mseal-card" --quiet >/dev/null
done
say "All make the genesis document of the cards: the same bytes, one fingerprint"
for id in "${ids[@]}"; do "$cli" network genesis --chain consortium-sample ./*.mseal-card --output "$id.genesis.json" --json >"$id.genesis"; done
for id in "${ids[@]}"; do cmp water.genesis.json "$id.genesis.json" || fail "$id made another genesis document"; done
fingerprint=$(sed 's/.*"fingerprint":"\([0-9a-f]*\)".*/\1/' water.genesis)
echo "$fingerprint"
use=()
for i in "${!ids[@]}"; do
    id=${ids[$i]} rpc[${ids[$i]}]=127.0.0.1:$((port + 2 * i + 1))
    as "$id" network join "$id.genesis.json" --fingerprint "$fingerprint" >/dev/null
    as "$id" network node init ./*.mseal-card --p2p "tcp://127.0.0.1:$((port + 2 * i))" --rpc "tcp://${rpc[$id]}" --quiet >/dev/null
    use+=("$id=http://${rpc[$id]}")
done
say "Four validators run; the utility writes through all of them"
for id in "${ids[@]}"; do start "$id"; done
as water network node use "${use[@]}"
until_ok 60 as water network node status
as water network node status

say "The utility registers the sample's meters; utility and manufacturer review them, each with its own key"
{ echo mn,location,manufacturer; tail -n +2 "$sample/daiad-alicante-extract.csv" | cut -d';' -f1 | sort -u | sed 's/$/,Alicante,DAIAD trial/'; } >meters.csv
as water meter register --list meters.csv --as water --json >registered.json
until_ok 60 same_heads
as water meter review --all --as water --approve --reason 'dossier checked' --json >reviewed.json
as maker meter review --all --as maker --approve --reason 'serial known' --json >>reviewed.json
until_ok 60 same_heads
as water meter activate --all --json >activated.json

say "The readings are anchored through all four; the insurer's validator is killed meanwhile, and comes back"
before=$(height_of water)
as water upload "$sample/daiad-alicante-extract.csv" --profile "$sample/daiad.profile.json" --window 3 --json >uploaded.json 2>upload.log &
upload=$!
grown() { [ "$(height_of water)" -gt "$1" ]; }
until_ok 60 grown "$before"
child=$(pgrep -P "${pids[insurer]}" || true)
disown "${pids[insurer]}"
kill -KILL "${pids[insurer]}" $child
at=$(height_of water)
echo "killed at block $at of the utility's ledger; the other three go on"
until_ok 60 grown "$((at + 1))"
as water network node status || true
echo "now at block $(height_of water), the insurer's at $(height_of insurer)"
start insurer
wait $upload || { cat uploaded.json upload.log >&2; fail "not every record was anchored"; }
sed 's/.*"committedRecords":\([0-9]*\).*/\1 records committed/' uploaded.json
until_ok 120 as water network node status
as water network node status

say "All replicas are equal, and each executes every transaction and checks every seal again"
until_ok 120 same_heads
sealed() { [ "$(as "$1" network status --json | sed 's/.*"endorsement":"\([^"]*\)".*/\1/')" != "not decided yet" ]; }
for id in "${ids[@]}"; do
    until_ok 60 sealed "$id"
    as "$id" fsck --json >"$id.fsck.json" || fail "$id's ledger does not hold: $(tail -n 1 "$id.fsck.json")"
    echo "$id: block hash $(head_of "$id")"
done

say "The insurer verifies the readings with its own ledger; then a copy of it on a stick, without any node"
as insurer verify "$sample/daiad-alicante-extract.csv" --profile "$sample/daiad.profile.json" | tail -n 3
mkdir stick
as insurer ledger blocks stick >/dev/null
as copy network join insurer.genesis.json --fingerprint "$fingerprint" --from stick
as copy verify "$sample/daiad-alicante-extract.csv" --profile "$sample/daiad.profile.json" >/dev/null
as copy network status
echo
echo "The key stores open with the passphrase $METERSEAL_PASSPHRASE; try: meterseal-cli -w $PWD/water network status"
touch told
[ -n "$stop" ] || cat >/dev/null
