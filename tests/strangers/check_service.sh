#!/usr/bin/env bash
# The running service against its own OpenAPI document: schemathesis makes requests of every operation, good and bad, and
# each answer must be one that the document allows.
#   tests/strangers/check_service.sh PROGRAMS(folders, with colons) VENV [EXAMPLES an operation]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export PATH=$1:$PATH
venv=$(realpath -m "$2") examples=${3:-10}
version=4.32.5
if [ "$("$venv/bin/schemathesis" --version 2>/dev/null | grep -o '[0-9.]*$')" != "$version" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install -q "schemathesis==$version"
fi
work=$(mktemp -d)
export XDG_STATE_HOME=$work
trap 'kill "${daemon:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
export METERSEAL_WORKSPACE=$work/ledger METERSEAL_PASSPHRASE="api check"
meterseal-cli --quiet init --chain api --organisation water:utility:Water --organisation maker:manufacturer:Maker
meterseal-cli --quiet meter register 0012 --location here --manufacturer Maker --as water >/dev/null
meterseal-cli --quiet meter review 0012 --as water --approve --reason seen >/dev/null
meterseal-cli --quiet meter review 0012 --as maker --approve --reason made >/dev/null
meterseal-cli --quiet meter activate 0012 >/dev/null
token=$(meterseal-cli --quiet token create check --scope operator --as water)
printf 'workspace = "ledger"\ndisk-reserve-mib = 0\n[listen]\nplain = ["127.0.0.1:0"]\n' >"$work/d.toml"
meterseald --config "$work/d.toml" --passphrase-fd 3 3<<<"$METERSEAL_PASSPHRASE" >"$work/access.jsonl" 2>"$work/log" &
daemon=$!
for _ in $(seq 600); do
    url=$(grep -o 'http://127.0.0.1:[0-9]*' "$work/log" || true)
    [ -n "$url" ] && break
    kill -0 "$daemon" || { cat "$work/log" >&2; exit 1; }
    sleep 0.1
done
# Not asked: whether each good request succeeds (a meter that is not registered is refused, and so it should be), what is
# refused without a token (tst_operations walks every operation so; here the address would soon be shut out), and events,
# a stream without an end.
cd "$work"
# What is refused may be refused for its length.
cat >schemathesis.toml <<TOML
[checks]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 414, 415, 422, 428, 429, 431, "5xx"]
TOML
METERSEAL_TOKEN=$token SCHEMATHESIS_HOOKS=service_hooks PYTHONPATH=$here "$venv/bin/schemathesis" run "$url/v1/openapi.json" --url "$url" \
    -H "Authorization: Bearer $token" --checks all \
    --exclude-checks positive_data_acceptance,ignored_auth,missing_required_header \
    --exclude-operation-id followEvents --exclude-operation-id revokeToken --phases examples,coverage,fuzzing --max-examples "$examples" \
    --seed 1 --generation-database none --request-timeout 90
kill -TERM "$daemon"
wait "$daemon"
