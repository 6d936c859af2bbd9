#!/usr/bin/env bash
# What a Debian package must show before it is given to anybody: lint without errors, entries that desktops and stores read, and,
# in a bare Debian made for it, that apt installs it with all it needs, that both programs start and do their job, and that
# removing it leaves nothing behind.
#   installer/check_package.sh FILE.deb...
set -euo pipefail

say() { echo "package: $*"; }

root=$(mktemp -d)
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf "$root"' EXIT

for file in "$@"; do
    say "lint of $(basename "$file")"
    lintian --fail-on error --tag-display-limit 0 "$file"
    dpkg-deb -x "$file" "$root/unpacked"
done
find "$root/unpacked" -name '*.desktop' -print0 | xargs -0 -r desktop-file-validate
find "$root/unpacked" -name '*.metainfo.xml' -print0 | xargs -0 -r -n 1 appstreamcli validate --no-net
rm -rf "$root/unpacked"

# From where this machine takes its own packages.
read -r mirror suite < <(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' | head -n 1)
say "a bare Debian $suite"
debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$root.log" 2>&1 || { tail -20 "$root.log" >&2; exit 1; }
rm -f "$root.log"
mount -t proc proc "$root/proc"
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }

# Installs word for word what a person would: the package by its file name, apt brings the rest.
before=$(inside dpkg-query -W -f '${Package}\n' | sort)
names=()
for file in "$@"; do
    cp "$file" "$root/tmp/"
    names+=("/tmp/$(basename "$file")")
done
inside apt-get install -qy --no-install-recommends "${names[@]}" >"$root/tmp/log" 2>&1 || { tail -30 "$root/tmp/log" >&2; exit 1; }
say "installed with $(($(inside dpkg-query -W -f '${Package}\n' | wc -l) - $(wc -l <<<"$before"))) packages"

inside meterseal-cli --version
inside meterseal-cli demo /tmp/demo | tail -n 3
inside test -s /usr/share/man/man1/meterseal-cli.1.gz
inside env QT_QPA_PLATFORM=offscreen meterseal --version
inside env QT_QPA_PLATFORM=offscreen meterseal --workspace /tmp/demo --measure-start

packages=()
for file in "$@"; do packages+=("$(dpkg-deb -f "$file" Package)"); done
inside apt-get purge -qy "${packages[@]}" >"$root/tmp/log" 2>&1 || { tail -30 "$root/tmp/log" >&2; exit 1; }
left=$(find "$root/usr" "$root/etc" "$root/var/lib" -iname '*meterseal*' ! -path "$root/var/lib/dpkg/*" ! -path "$root/var/lib/apt/*")
if [ -n "$left" ]; then
    say "left behind after removing it:" >&2
    echo "$left" >&2
    exit 1
fi
say "installs, starts, works and goes"
