#!/usr/bin/env bash
# Installs the tools of Python that try the API as integrators do, and prints their folder:
#
#   export PYTHON_TOOLS="$(scripts/python-tools.sh)"
#
# Needs Python 3.11 or later with venv (Debian: python3-venv), and PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."

folder="$PWD/node_modules/.cache/python-tools"
wanted="$(cat test/clients/requirements.txt)"
if [ "$(cat "$folder/installed.txt" 2>/dev/null)" != "$wanted" ]; then
  rm -rf "$folder"
  python3 -m venv "$folder" >&2
  "$folder/bin/pip" install --quiet --disable-pip-version-check --retries 5 -r test/clients/requirements.txt >&2
  printf '%s\n' "$wanted" >"$folder/installed.txt"
fi
echo "$folder"
