#!/usr/bin/env bash
# Installs the Debian packages that MeterSeal is built, tested, measured or formatted with, by name; only what is missing.
#   installer/setup.sh build|test|strangers|bench|ui|format|fuzz|package...
set -euo pipefail

build=(g++ cmake ninja-build pkg-config ccache mold libssl-dev libsecp256k1-dev libsqlite3-dev nlohmann-json3-dev
       libsimdjson-dev libcli11-dev libfmt-dev libutf8proc-dev libhowardhinnant-date-dev tzdata libzip-dev zlib1g-dev
       libexpat1-dev libfreexl-dev libcurl4-openssl-dev libboost-dev libtomlplusplus-dev libprotobuf-dev protobuf-compiler
       libmosquitto-dev)
test=("${build[@]}" qt6-base-dev python3 git clang-format-16 clang-16
      poppler-utils xxd openssl curl groff-base procps mosquitto)
# What checks evidence without us: browsers for resources/verify.html, node to build it anew. A node of another source brings its own npm.
strangers=(python3 python3-venv chromium firefox-esr fonts-noto-core fonts-noto-cjk)
command -v npm >/dev/null || strangers+=(nodejs npm)
bench=("${build[@]}" libbenchmark-dev mosquitto nginx)
ui=("${build[@]}" qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev libqt6svg6 qt6-tools-dev qt6-tools-dev-tools
    qt6-l10n-tools qt6-translations-l10n libqrencode-dev libzxing-dev fonts-noto-core fonts-noto-mono fonts-noto-cjk)
format=(git clang-format-16)
package=(dpkg-dev librsvg2-bin lintian desktop-file-utils appstream debootstrap systemd curl procps)
fuzz=("${build[@]}" clang-16 libclang-rt-16-dev)

wanted=()
for purpose in "$@"; do
    case "$purpose" in
        build) wanted+=("${build[@]}") ;;
        test) wanted+=("${test[@]}") ;;
        strangers) wanted+=("${strangers[@]}") ;;
        bench) wanted+=("${bench[@]}") ;;
        ui) wanted+=("${ui[@]}") ;;
        format) wanted+=("${format[@]}") ;;
        package) wanted+=("${package[@]}") ;;
        fuzz) wanted+=("${fuzz[@]}") ;;
        *) echo "setup: unknown purpose '$purpose' (build, test, strangers, bench, ui, format, fuzz, package)" >&2; exit 2 ;;
    esac
done

if ! command -v dpkg-query >/dev/null; then
    echo "setup: this is not a Debian system, so nothing was installed. Install by other means what these packages hold:" >&2
    printf '  %s\n' "${wanted[@]}" >&2
    exit 0
fi

missing=()
for package in $(printf '%s\n' "${wanted[@]}" | sort -u); do
    if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" != installed ]; then
        missing+=("$package")
    fi
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "setup: about to install ${#missing[@]} Debian packages: ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "setup: not root and no sudo. Ask an administrator to run: apt-get install ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${missing[@]}"
