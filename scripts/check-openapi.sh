#!/usr/bin/env bash
# Fails when the committed description of the API, its errors or the types of the pages differ from the code, or when
# the description is invalid. Works offline.
set -euo pipefail
cd "$(dirname "$0")/.."

work="$(mktemp -d "${TMPDIR:-/tmp}/essaimage-openapi.XXXXXX")"
trap 'rm -rf "$work"' EXIT

node --import tsx scripts/generate-openapi.ts "$work"
npx --no-install openapi-typescript openapi/openapi.json --default-non-nullable false --output "$work/web/api/schema.ts" >/dev/null
for file in openapi/openapi.json docs/errors.md web/api/schema.ts; do
  if ! diff -u --label "$file" --label "$file, d’après le code" "$file" "$work/$file" | head -n 60; then
    echo "$file n’est pas à jour : lancer « npm run openapi » et enregistrer le résultat" >&2
    exit 1
  fi
done

export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true
npx --no-install redocly lint --config redocly.yaml openapi/openapi.json
