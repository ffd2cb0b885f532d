#!/usr/bin/env bash
# Plays a first visit: clone, npm ci by the npm of Debian 13, npm start, three questions, a restart; then the same with
# the process killed in the middle of its first import, which must give the same answers.
#
#   scripts/smoke.sh            in a fresh clone of the last commit
#   scripts/smoke.sh <folder>   in this folder, already installed, up to the restart
set -euo pipefail

here="$(cd "$(dirname "$0")/.." && pwd -P)"
work="$(mktemp -d "${TMPDIR:-/tmp}/essaimage-smoke.XXXXXX")"
server=''

say() { printf '%s\n' "smoke : $*"; }
fail() {
  say "$1" >&2
  if [ -s "$work/server.log" ]; then tail -n 30 "$work/server.log" >&2; fi
  exit 1
}

# npm, the shell and the service are one process group.
signal_server() {
  if [ -n "$server" ]; then kill "-$1" -- "-$server" 2>/dev/null || true; fi
}
cleanup() {
  trap '' INT TERM
  signal_server KILL
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 143' INT TERM

now_ms() { date +%s%3N; }
# npm may end before its children: the whole process group counts.
is_running() { kill -0 "$server" 2>/dev/null || kill -0 -- -"$server" 2>/dev/null; }
# is_ready [seconds]: waits that long for an answer.
is_ready() { [ "$(curl -s -o /dev/null -m "${1:-5}" -w '%{http_code}' "$address/health/ready" || true)" = 200 ]; }

start_server() {
  port="$(node -e "const s=require('node:net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})")"
  address="http://127.0.0.1:$port"
  started="$(now_ms)"
  # The environment is clean: the caller's variables must not change a first visit.
  (cd "$app" && exec env -i PATH="$PATH" HOME="$HOME" HOST=127.0.0.1 PORT="$port" DATA_DIR="$1" \
    setsid npm start >"$work/server.log" 2>&1 </dev/null) &
  server=$!
}

wait_until_ready() {
  until is_ready; do
    is_running || fail "le service s'est arrêté avant d'être prêt"
    [ $(($(now_ms) - started)) -lt 180000 ] || fail "le service n'est pas prêt après 180 s"
    sleep 0.1
  done
  startup=$(($(now_ms) - started))
}

stop_server() {
  signal_server TERM
  local until=$(($(now_ms) + 15000))
  while is_running; do
    [ "$(now_ms)" -lt "$until" ] || fail "le service ne s'arrête pas en 15 s après SIGTERM"
    sleep 0.1
  done
  wait "$server" 2>/dev/null || true
  server=''
}

# kill_server_during_import <n>: as soon as its import has shown its progress n times; fails when it is ready before.
kill_server_during_import() {
  until [ "$(grep -c Indexation "$work/server.log")" -ge "$1" ]; do
    # An answer that waits for the import must not make the kill wait for it.
    if is_ready 0.2; then return 1; fi
    is_running || fail "le service s'est arrêté avant d'être tué"
    sleep 0.02
  done
  signal_server KILL
  wait "$server" 2>/dev/null || true
  server=''
}

ask() {
  (cd "$here" && node --import tsx scripts/smoke-questions.ts "$address" "$1") || fail 'les réponses ne conviennent pas'
}

app="${1:-}"
if [ -z "$app" ]; then
  app="$work/clone"
  git clone --quiet "$here" "$app"
  say 'npm ci dans un clone neuf'
  "$app/.ci/install-packages" 9.2.0 >"$work/server.log" 2>&1 || fail 'npm ci a échoué, ou avertit'
fi

start_server "$work/undisturbed"
wait_until_ready
say "premier démarrage : prêt en $startup ms"
ask "$work/undisturbed.ndjson"
stop_server

start_server "$work/undisturbed"
wait_until_ready
say "démarrage suivant : prêt en $startup ms"
ask "$work/restarted.ndjson"
stop_server
cmp "$work/undisturbed.ndjson" "$work/restarted.ndjson" || fail 'un redémarrage change les réponses'

if [ $# -gt 0 ]; then
  say 'tout va bien'
  exit
fi

# Killed when the import begins to show its progress, then later in it.
for times in 1 3; do
  start_server "$work/killed"
  if kill_server_during_import "$times"; then
    say "tué pendant le premier import ($times)"
  else
    say "déjà prêt ($times)"
    stop_server
    [ "$times" != 1 ] || fail "le premier démarrage n'a pas pu être interrompu"
  fi
done
start_server "$work/killed"
wait_until_ready
say "redémarrage après kill -9 : prêt en $startup ms"
ask "$work/killed.ndjson"
stop_server
cmp "$work/undisturbed.ndjson" "$work/killed.ndjson" || fail 'un import interrompu donne un autre index'
say 'tout va bien'
