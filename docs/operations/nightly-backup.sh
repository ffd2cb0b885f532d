#!/bin/sh
# Une sauvegarde de la base et un export, gardés trente jours (docs/operations/backup.md). Lancé chaque nuit, en root.
set -eu
umask 077
set -a
. /etc/essaimage/essaimage.env
set +a
folder=/var/backups/essaimage
night="$folder/$(date +%F)"
mkdir -p "$folder"
# Sous un autre nom jusqu’à la fin : un fichier .dump est toujours entier.
pg_dump --format=custom --no-unlogged-table-data --file="$night.dump.partial" "$DATABASE_URL"
mv "$night.dump.partial" "$night.dump"
cd /opt/essaimage
node bin/essaimage.js export --output "$night.ndjson"
# Rien n’est effacé la nuit où la sauvegarde échoue.
find "$folder" -type f -mtime +30 -delete
