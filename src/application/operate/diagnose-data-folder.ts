import type { DataFolderState } from '../../ports/installation.ts';
import { type Diagnosis, failure, ok, warning } from './diagnosis.ts';

/** The starter corpus takes 40 MB, PostgreSQL's journal at least as much while it writes. */
const LOW_SPACE_BYTES = 200e6;

function formatSpace(bytes: number): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, 'Go'] : [bytes / 1e6, 'Mo'];
  return `${value.toFixed(value < 10 ? 1 : 0).replace('.', ',')} ${unit} libres`;
}

export function diagnoseDataFolder({ directory, state, freeBytes }: DataFolderState): Diagnosis {
  const check = 'data-folder';
  if (state === 'not-a-folder') {
    const finding = `${directory} n’est pas un dossier, ou passe par un fichier`;
    return failure(check, finding, 'Indiquez un autre dossier par DATA_DIR.');
  }
  if (state === 'read-only') {
    const remedy = 'Donnez-lui le droit d’y écrire, ou indiquez un autre dossier par DATA_DIR.';
    return failure(check, `${directory} ne peut pas être modifié par cet utilisateur`, remedy);
  }
  const where = state === 'absent' ? `${directory}, qui sera créé au premier démarrage` : directory;
  const finding = `${where} (${formatSpace(freeBytes)})`;
  return freeBytes < LOW_SPACE_BYTES
    ? warning(check, finding, 'Libérez de la place : un import a besoin de 200 Mo.')
    : ok(check, finding);
}

function formatMoment(iso: string): string {
  return new Date(iso).toLocaleString('fr-FR', { dateStyle: 'short', timeStyle: 'short' });
}

export function diagnoseLock({ directory, lock }: DataFolderState): Diagnosis {
  const check = 'lock';
  switch (lock.state) {
    case 'free':
      return ok(check, 'personne n’utilise le dossier');
    case 'abandoned': {
      const finding = `laissé par le processus ${lock.pid}, qui ne tourne plus ; le prochain démarrage le reprend`;
      return ok(check, finding);
    }
    case 'held': {
      const finding = `tenu par le processus ${lock.pid} de la machine « ${lock.host} » depuis le ${formatMoment(lock.since)}`;
      const remedy =
        'Tant qu’il tourne, posez vos questions au service, ou arrêtez-le avant une autre commande.';
      return warning(check, finding, remedy);
    }
    case 'unreadable':
      return failure(
        check,
        'illisible',
        `Si aucun autre programme ne s’en sert, supprimez ${directory}/lock.json.`,
      );
  }
}
