#!/usr/bin/env bash
# Brings resources/i18n/*.ts up to date with the sources, one catalogue an area. The argument is lupdate.
set -euo pipefail
lupdate=${1:-lupdate}
cd "$(dirname "$0")/.."

update() {
    local area=$1
    shift
    "$lupdate" -silent -no-obsolete -locations none -I ui "$@" -ts "resources/i18n/${area}_zh_CN.ts"
    "$lupdate" -silent -no-obsolete -locations none -pluralonly -I ui "$@" -ts "resources/i18n/${area}_en.ts"
    # An area without plural forms needs no English catalogue.
    grep -q "<message" "resources/i18n/${area}_en.ts" || rm "resources/i18n/${area}_en.ts"
}

update base ui/bridge ui/format ui/models ui/paper ui/shell ui/theme ui/widgets ui/pages/all_pages.cpp app/desktop
update dialogs ui/dialogs
for page in ui/pages/*/; do
    update "$(basename "$page")" "$page"
done
