#!/bin/sh
# Fails when the committed migrations lag behind the schema. Works offline.
set -eu
cd "$(dirname "$0")/.."

# The copy is inside the checkout: drizzle-kit takes every path as relative.
copy="$(mktemp -d node_modules/.migrations-check.XXXXXX)"
trap 'rm -rf "$copy"' EXIT
cp -R migrations "$copy/migrations"

run() {
  # Without a terminal, drizzle-kit cannot ask whether a column was renamed: it fails instead.
  npx --no-install drizzle-kit "$@" --dialect postgresql --out "$copy/migrations" </dev/null >"$copy/log" 2>&1 || {
    cat "$copy/log" >&2
    exit 1
  }
}

run check
run generate --schema './src/adapters/store/tables/*.ts'
if ! diff -r migrations "$copy/migrations" >"$copy/difference"; then
  echo 'Les migrations ne suivent pas le schéma. Lancez : npm run db:generate -- --name <ce-qui-change>' >&2
  cat "$copy/difference" >&2
  exit 1
fi
echo 'Les migrations suivent le schéma.'
