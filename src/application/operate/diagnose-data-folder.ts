import type { DataFolderState } from '../../ports/installation.ts';
import type { Diagnosis } from './diagnosis.ts';

/** The starter corpus takes 40 MB, PostgreSQL's journal at least as much while it writes. */
const LOW_SPACE_BYTES = 200e6;

function formatSpace(bytes: number): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, 'Go'] : [bytes / 1e6, 'Mo'];
  return `${value.toFixed(value < 10 ? 1 : 0).replace('.', ',')} ${unit} libres`;
}

export function diagnoseDataFolder({ directory, state, freeBytes }: DataFolderState): Diagnosis {
  const check = 'data-folder';
  const space = formatSpace(freeBytes);
  switch (state) {
    case 'not-a-folder':
      return {
        check,
        outcome: 'failure',
        finding: `${directory} n’est pas un dossier, ou passe par un fichier`,
        remedy: 'Indiquez un autre dossier par DATA_DIR.',
      };
    case 'read-only':
      return {
        check,
        outcome: 'failure',
        finding: `${directory} ne peut pas être modifié par cet utilisateur`,
        remedy: 'Donnez-lui le droit d’y écrire, ou indiquez un autre dossier par DATA_DIR.',
      };
    case 'absent':
    case 'usable': {
      const isLow = freeBytes < LOW_SPACE_BYTES;
      const where = state === 'absent' ? `${directory}, qui sera créé au premier démarrage` : directory;
      return {
        check,
        outcome: isLow ? 'warning' : 'ok',
        finding: `${where} (${space})`,
        remedy: isLow ? 'Libérez de la place : un import a besoin de 200 Mo.' : null,
      };
    }
  }
}

function formatMoment(iso: string): string {
  return new Date(iso).toLocaleString('fr-FR', { dateStyle: 'short', timeStyle: 'short' });
}

export function diagnoseLock({ directory, lock }: DataFolderState): Diagnosis {
  const check = 'lock';
  switch (lock.state) {
    case 'free':
      return { check, outcome: 'ok', finding: 'personne n’utilise le dossier', remedy: null };
    case 'abandoned':
      return {
        check,
        outcome: 'ok',
        finding: `laissé par le processus ${lock.pid}, qui ne tourne plus ; le prochain démarrage le reprend`,
        remedy: null,
      };
    case 'held':
      return {
        check,
        outcome: 'warning',
        finding: `tenu par le processus ${lock.pid} de la machine « ${lock.host} » depuis le ${formatMoment(lock.since)}`,
        remedy: 'Tant qu’il tourne, posez vos questions au service, ou arrêtez-le avant une autre commande.',
      };
    case 'unreadable':
      return {
        check,
        outcome: 'failure',
        finding: 'illisible',
        remedy: `Si aucun autre programme ne s’en sert, supprimez ${directory}/lock.json.`,
      };
  }
}
