// Mesures de la nuit, pour le collecteur « textfile » de node_exporter : l’heure de la sauvegarde qui vient de réussir et, si
// nginx répond ici au nom de PUBLIC_URL, la fin du certificat qu’il sert. Lancé par nightly-backup.sh.
//   node docs/operations/write-measures.mjs /var/lib/prometheus/node-exporter
import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import { connect } from 'node:tls';

function readCertificateEnd() {
  const { protocol, hostname, port } = new URL(process.env.PUBLIC_URL || 'http://localhost');
  if (protocol !== 'https:') return Promise.resolve(null);
  return new Promise((resolve) => {
    // Un certificat périmé se lit aussi.
    const settings = {
      host: '127.0.0.1',
      port: Number(port || 443),
      servername: hostname,
      rejectUnauthorized: false,
    };
    const socket = connect(settings, () => {
      resolve(Date.parse(socket.getPeerCertificate().valid_to) / 1000);
      socket.destroy();
    });
    socket.setTimeout(5000, () => socket.destroy());
    socket.on('error', () => {}).on('close', () => resolve(null));
  });
}

const measures = {
  essaimage_backup_last_success_timestamp_seconds: Math.floor(Date.now() / 1000),
  essaimage_certificate_end_timestamp_seconds: await readCertificateEnd(),
};
const lines = Object.entries(measures).flatMap(([name, value]) =>
  value === null ? [] : [`# TYPE ${name} gauge`, `${name} ${value}`],
);
// Sous un autre nom d’abord : un relevé ne lit jamais un fichier à moitié écrit. node_exporter est un autre utilisateur.
const file = `${process.argv[2]}/essaimage.prom`;
writeFileSync(`${file}.partial`, `${lines.join('\n')}\n`);
chmodSync(`${file}.partial`, 0o644);
renameSync(`${file}.partial`, file);
