#!/usr/bin/env bash
# A throw-away PostgreSQL 17 with pgvector for the contract tests.
#
#   scripts/postgres-for-tests.sh start   starts it unless it runs, and prints its URL
#   scripts/postgres-for-tests.sh url     prints its URL
#   scripts/postgres-for-tests.sh stop    stops it and deletes its data
#
# Needs Debian's postgresql-17 and postgresql-17-pgvector, or PG_BIN pointing at another build.
# It has its own data folder, port and sockets: no existing cluster is touched.
set -eu

PG_BIN="${PG_BIN:-/usr/lib/postgresql/17/bin}"
checkout="$(cd "$(dirname "$0")/.." && pwd -P)"
# Each user has one cluster per checkout.
state="${TMPDIR:-/tmp}/essaimage-postgres-$(id -u)-$(printf %s "$checkout" | cksum | cut -d' ' -f1)"

fail() {
  echo "postgres-for-tests : $1" >&2
  exit 1
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

is_running() {
  [ -f "$state" ] && as_postgres "$PG_BIN/pg_ctl" -D "$(cat "$state")/data" status >/dev/null 2>&1
}

print_url() {
  port="$(sed -n 4p "$(cat "$state")/data/postmaster.pid")"
  echo "postgres://essaimage@127.0.0.1:$port/essaimage"
}

free_port() {
  port=5417
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

start() {
  if is_running; then
    print_url
    return
  fi
  [ -x "$PG_BIN/initdb" ] || fail "$PG_BIN/initdb manque ; installer postgresql-17 et postgresql-17-pgvector"
  folder="$(mktemp -d "${TMPDIR:-/tmp}/essaimage-postgres.XXXXXX")"
  if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
  cd "$folder"
  as_postgres "$PG_BIN/initdb" -D "$folder/data" -U essaimage --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    --no-sync >"$folder.initdb.log" 2>&1 || fail "initdb a échoué : $(cat "$folder.initdb.log")"
  rm -f "$folder.initdb.log"
  attempt=0
  # Another program may take the port between the check and the start: try the next one.
  until as_postgres "$PG_BIN/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 30 -s start -o \
    "-p $(free_port) -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c fsync=off -c max_connections=100 -c shared_buffers=512MB"; do
    attempt=$((attempt + 1))
    [ "$attempt" -lt 5 ] || fail "PostgreSQL ne démarre pas : $(tail -5 "$folder/log")"
  done
  echo "$folder" >"$state"
  port="$(sed -n 4p "$folder/data/postmaster.pid")"
  as_postgres "$PG_BIN/createdb" -h 127.0.0.1 -p "$port" -U essaimage essaimage
  print_url
}

stop() {
  [ -f "$state" ] || return 0
  folder="$(cat "$state")"
  if is_running; then as_postgres "$PG_BIN/pg_ctl" -D "$folder/data" -m immediate -w -s stop; fi
  case "$folder" in */essaimage-postgres.*) rm -rf "$folder" ;; esac
  rm -f "$state"
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  url)
    is_running || fail "aucun serveur ne tourne ; lancer d'abord « scripts/postgres-for-tests.sh start »"
    print_url
    ;;
  *) fail 'usage : postgres-for-tests.sh start|stop|url' ;;
esac
