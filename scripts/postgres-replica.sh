#!/usr/bin/env bash
# A streaming replica of a PostgreSQL 17, on the same machine: to try DATABASE_READ_URLS, and for the tests.
#
#   scripts/postgres-replica.sh start PRIMARY_URL FOLDER   copies the primary into FOLDER, follows it, prints the replica's URL
#   scripts/postgres-replica.sh pause URL                  stops applying what the primary sends: the replica lags
#   scripts/postgres-replica.sh resume URL                 applies it again
#   scripts/postgres-replica.sh stop FOLDER                stops it and deletes FOLDER
#
# The role of PRIMARY_URL must be allowed to replicate, and the primary must accept replication connections
# from this machine (wal_level = replica, max_wal_senders > 0, a « replication » line in pg_hba.conf): those of
# scripts/postgres-for-tests.sh do. Needs Debian's postgresql-17, or PG_BIN pointing at another build.
set -eu

PG_BIN="${PG_BIN:-/usr/lib/postgresql/17/bin}"

fail() {
  echo "postgres-replica : $1" >&2
  exit 1
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

free_port() {
  port=5517
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

start() {
  primary="$1" folder="$2"
  [ -x "$PG_BIN/pg_basebackup" ] || fail "$PG_BIN/pg_basebackup manque ; installer postgresql-17"
  [ ! -e "$folder/data" ] || fail "$folder contient déjà un réplica ; l'arrêter d'abord"
  mkdir -p "$folder"
  if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
  cd "$folder"
  # -R writes standby.signal and the connection to the primary: started on this copy, the server follows it.
  as_postgres "$PG_BIN/pg_basebackup" -d "$primary" -D "$folder/data" -R -X stream -c fast --no-sync >"$folder/copy.log" 2>&1 ||
    fail "la copie a échoué : $(cat "$folder/copy.log")"
  attempt=0
  # Another program may take the port between the look and the start: try the next one.
  until port="$(free_port)" && as_postgres "$PG_BIN/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 30 -s start -o \
    "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c hot_standby=on"; do
    attempt=$((attempt + 1))
    [ "$attempt" -lt 5 ] || fail "le réplica ne démarre pas : $(tail -5 "$folder/log")"
  done
  echo "$primary" | sed -E "s#//([^@/]*@)?[^/]*/#//\1127.0.0.1:$port/#"
}

stop() {
  folder="$1"
  [ -e "$folder/data" ] || return 0
  if as_postgres "$PG_BIN/pg_ctl" -D "$folder/data" status >/dev/null 2>&1; then
    as_postgres "$PG_BIN/pg_ctl" -D "$folder/data" -m immediate -w -s stop
  fi
  rm -rf "$folder"
}

case "${1:-} $#" in
  'start 3') start "$2" "$3" ;;
  'pause 2') "$PG_BIN/psql" -qAt "$2" -c 'select pg_wal_replay_pause()' >/dev/null ;;
  'resume 2') "$PG_BIN/psql" -qAt "$2" -c 'select pg_wal_replay_resume()' >/dev/null ;;
  'stop 2') stop "$2" ;;
  *) fail 'usage : postgres-replica.sh start PRIMARY_URL FOLDER | pause URL | resume URL | stop FOLDER' ;;
esac
