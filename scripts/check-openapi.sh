#!/usr/bin/env bash
# Fails when the committed description of the API or its errors differ from the code, or when the description is
# invalid. Works offline.
set -euo pipefail
cd "$(dirname "$0")/.."

work="$(mktemp -d "${TMPDIR:-/tmp}/essaimage-openapi.XXXXXX")"
trap 'rm -rf "$work"' EXIT

node --import tsx scripts/generate-openapi.ts "$work"
for file in openapi/openapi.json openapi/editors.json docs/errors.md; do
  if ! diff -u --label "$file" --label "$file, d’après le code" "$file" "$work/$file" | head -n 60; then
    echo "$file n’est pas à jour : lancer « npm run openapi » et enregistrer le résultat" >&2
    exit 1
  fi
done

export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true
npx --no-install redocly lint --config redocly.yaml openapi/*.json
