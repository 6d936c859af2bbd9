#!/usr/bin/env bash
# What Debian packages must show before they are given to anybody: lint without errors, entries that desktops and stores read, units that
# give the service little to misuse, and, in a bare Debian made for it, that apt installs them with all they need, that the programs start
# and do their job, that an upgrade keeps configuration and data, and that purging leaves nothing behind but a ledger.
#   installer/check_package.sh FILE.deb...
set -euo pipefail
[ "$(id -u)" -eq 0 ] || exec sudo "$0" "$@"

say() { echo "package: $*"; }

root=$(mktemp -d)
daemon=
trap 'kill $daemon 2>/dev/null || true; umount "$root/proc" 2>/dev/null || true; rm -rf "$root" "$root.log"' EXIT
quietly() { "$@" >"$root.log" 2>&1 || { tail -30 "$root.log" >&2; return 1; }; }

for file in "$@"; do
    say "lint of $(basename "$file")"
    lintian --allow-root --fail-on error --tag-display-limit 0 "$file"
    dpkg-deb -x "$file" "$root/unpacked"
done
find "$root/unpacked" -name '*.desktop' -print0 | xargs -0 -r desktop-file-validate
find "$root/unpacked" -name '*.metainfo.xml' -print0 | xargs -0 -r -n 1 appstreamcli validate --no-net
find "$root/unpacked" -name '*.service' | while read -r unit; do
    quietly systemd-analyze security --offline=yes --threshold=30 "$unit"
    say "$(tail -n 1 "$root.log" | tr -dc '[:print:]')"
done
rm -rf "$root/unpacked"

# From where this machine takes its own packages.
read -r mirror suite < <(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' | head -n 1)
# A day old at most it is used again, and so is what apt fetched for it: the check installs the same each time.
kept=$(cd "$(dirname "$0")/.." && pwd)/build/bare
bare=$kept/$suite-$(cksum <<<"$mirror" | cut -d' ' -f1).tar
mkdir -p "$kept/archives"
say "a bare Debian $suite"
if [ -z "$(find "$bare" -mtime -1 2>/dev/null)" ]; then
    quietly debootstrap --variant=minbase "$suite" "$root" "$mirror"
    tar -C "$root" -cf "$bare.part" .
    mv "$bare.part" "$bare"
    find "$kept/archives" -name '*.deb' -mtime +30 -delete
else
    tar -C "$root" -xf "$bare"
fi
find "$kept/archives" -name '*.deb' -exec cp -t "$root/var/cache/apt/archives" {} +
chmod 755 "$root"  # its users are not root alone
mount -t proc proc "$root/proc"
as() { local user=$1; shift; chroot --userspec="$user" "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
inside() { as root "$@"; }

# Installs word for word what a person would: the packages by their files' names, apt brings the rest.
before=$(inside dpkg-query -W -f '${Package}\n' | sort)
names=() packages=()
for file in "$@"; do
    cp "$file" "$root/tmp/"
    names+=("/tmp/$(basename "$file")")
    packages+=("$(dpkg-deb -f "$file" Package)")
done
quietly inside apt-get install -qy --no-install-recommends "${names[@]}"
find "$root/var/cache/apt/archives" -name '*.deb' -exec cp -nt "$kept/archives" {} +
say "installed with $(($(inside dpkg-query -W -f '${Package}\n' | wc -l) - $(wc -l <<<"$before"))) packages"

inside meterseal-cli --version
inside meterseal-cli demo /tmp/demo | tail -n 3
for page in man1/meterseal-cli.1 man1/meterseal.1 man8/meterseald.8 man8/meterseal-node.8; do inside test -s "/usr/share/man/$page.gz"; done
inside env QT_QPA_PLATFORM=offscreen meterseal --version
# The desktop opens the ledger and stays until it is ended; and it lays out a court's report.
inside env QT_QPA_PLATFORM=offscreen timeout 15 meterseal --workspace /tmp/demo 2>/dev/null || [ $? -eq 124 ]
inside meterseal-cli -w /tmp/demo --quiet evidence make /tmp/demo/readings.csv --profile /tmp/demo/readings.profile.json --output /tmp/claim.mseal.zip >/dev/null
inside env QT_QPA_PLATFORM=offscreen timeout 300 meterseal-cli evidence report /tmp/claim.mseal.zip -o /tmp/claim.pdf >/dev/null 2>&1 || [ $? -eq 1 ]
[ "$(head -c 5 "$root/tmp/claim.pdf")" = %PDF- ]

# The service as its administrator starts it, but for systemd: its own user, its configuration with another port, a ledger.
inside meterseal-node --version
as meterseal meterseal-node keys --home /var/lib/meterseal-node
for ((port = 20000 + RANDOM % 10000; ; ++port)); do (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break; done
sed -i "s/:8080/:$port/; s/1024/1/" "$root/etc/meterseal/meterseald.toml"
passphrase="correct horse battery staple"
as meterseal env METERSEAL_PASSPHRASE="$passphrase" meterseal-cli -w /var/lib/meterseal --quiet init --chain package --organisation water:utility:Water --organisation maker:manufacturer:Maker
start() {
    as meterseal meterseald --check-config
    as meterseal meterseald --passphrase-fd 3 3<<<"$passphrase" >"$root/tmp/access" 2>"$root/tmp/errors" &
    daemon=$!
    curl -sS --fail-with-body --retry 60 --retry-connrefused --retry-delay 1 "http://127.0.0.1:$port/readyz" || { cat "$root/tmp/errors" >&2; return 1; }
    curl -sS --fail-with-body "http://127.0.0.1:$port/v1/openapi.json" | cmp - "$root/usr/share/meterseal/openapi.json"
    kill -TERM "$(pgrep -P "$daemon" meterseald || echo "$daemon")"
    wait "$daemon"
    daemon=
}
start

# The same packages as a later version: what was configured and anchored stays.
state() { inside sha256sum /etc/meterseal/meterseald.toml /var/lib/meterseal/genesis.json /var/lib/meterseal/keys.meterseal; }
before=$(state)
for name in "${names[@]}"; do
    dpkg-deb -R "$root$name" "$root/tmp/later"
    sed -i -E 's/^(Version: .*)/\1+later/; s/\(= ([^)]*)\)/(= \1+later)/' "$root/tmp/later/DEBIAN/control"
    quietly dpkg-deb --root-owner-group -Znone -b "$root/tmp/later" "$root$name"
    rm -rf "$root/tmp/later"
done
quietly inside apt-get install -qy --no-install-recommends "${names[@]}"
[ "$before" = "$(state)" ] || { say "the upgrade changed what was configured or anchored:" >&2; state >&2; exit 1; }
start

quietly inside apt-get purge -qy "${packages[@]}"
inside test -s /var/lib/meterseal/ledger.db || { say "purging took a ledger" >&2; exit 1; }
rm -rf "$root/var/lib/meterseal" "$root/var/lib/meterseal-node"
left=$(find "$root/usr" "$root/etc" "$root/var/lib" "$root/lib" -iname '*meterseal*' ! -path "$root/var/lib/dpkg/*" ! -path "$root/var/lib/apt/*")
if [ -n "$left" ]; then
    say "left behind after removing them:" >&2
    echo "$left" >&2
    exit 1
fi
say "installed, started, upgraded and purged: ${packages[*]}"
