#!/bin/sh
# Sauvegarde de la nuit : la base entière et un export lisible. Lancée par essaimage-backup.timer, dans le dossier du
# programme, par l’utilisateur du service et avec ses réglages (DATABASE_URL).
#   sh docs/operations/nightly-backup.sh /var/backups/essaimage [/var/lib/prometheus/node-exporter]
# Le second dossier, s’il existe, reçoit les mesures que lisent les alertes sur la sauvegarde et le certificat (watching.md).
set -eu
: "${DATABASE_URL:?manque : cette sauvegarde est celle d’un serveur PostgreSQL (docs/operations/backup.md)}"
umask 077
folder=$1
night="$folder/$(date +%F)"
# Le mot de passe passe par un fichier que seul cet utilisateur lit : dans une adresse, la liste des processus le
# montrerait.
PGPASSFILE=$(mktemp)
export PGPASSFILE
trap 'rm -f "$PGPASSFILE"' EXIT
address=$(node -e '
  const address = new URL(process.env.DATABASE_URL);
  const password = decodeURIComponent(address.password).replace(/[\\:]/g, "\\$&");
  require("node:fs").writeFileSync(process.env.PGPASSFILE, `*:*:*:*:${password}\n`);
  address.password = "";
  console.log(address.href);
')
# Sous un autre nom jusqu’à la fin : un fichier .dump est toujours entier.
pg_dump --format=custom --file="$night.dump.partial" --dbname="$address"
mv "$night.dump.partial" "$night.dump"
node bin/essaimage.js export --output "$night.ndjson"
# Rien n’est effacé la nuit où la sauvegarde échoue.
find "$folder" -maxdepth 1 -type f -mtime +30 \( -name '????-??-??.dump*' -o -name '????-??-??.ndjson*' \) -delete
if [ -d "${2:-}" ]; then node docs/operations/write-measures.mjs "$2"; fi
