#!/usr/bin/env bash
# Writes web/fonts again: the Latin files of Fontsource, cut to the characters of French, with zeros without a
# bar. Needs npm and python3-venv.
#
#   scripts/subset-fonts.sh
set -euo pipefail

readonly SCRIPTS="$(cd "$(dirname "$0")" && pwd)"
readonly FONTS="$(cd "$SCRIPTS/../web/fonts" && pwd)"
readonly CHARACTERS='U+0020-007E,U+00A0-00FF,U+0152-0153,U+2009,U+2010-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+2030,U+2032,U+2039-203A,U+20AC,U+2190-2193,U+2212,U+2215'

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --ignore-scripts \
  @fontsource/bricolage-grotesque@5.3.0 @fontsource/atkinson-hyperlegible-next@5.3.0
python3 -m venv tools
tools/bin/pip --quiet install fonttools==4.68.0 brotli==1.2.1

cut_font() {
  local family="$1" weight="$2"
  tools/bin/pyftsubset "node_modules/@fontsource/$family/files/$family-latin-$weight-normal.woff2" \
    --unicodes="$CHARACTERS" --flavor=woff2 --layout-features='kern,liga,locl,mark,mkmk,ccmp,calt' \
    --output-file="$FONTS/$family-$weight.woff2"
}
cut_font bricolage-grotesque 700
cut_font atkinson-hyperlegible-next 400
cut_font atkinson-hyperlegible-next 700
for weight in 400 700; do
  tools/bin/python "$SCRIPTS/plain-zeros.py" "$FONTS/atkinson-hyperlegible-next-$weight.woff2"
done
for family in bricolage-grotesque atkinson-hyperlegible-next; do
  cp "node_modules/@fontsource/$family/LICENSE" "$FONTS/OFL-$family.txt"
done
