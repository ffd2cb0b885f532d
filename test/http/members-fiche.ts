import { STRICT_POLICY } from '../../src/domain/import-job/import-job.ts';
import type { Application } from './start-application.ts';

/** Fictional fiche for members: the starter corpus has none. */
export const MEMBERS_FICHE = {
  id: 'ferme-cooperative-bio-d-exemple',
  title: 'Exemple-sur-Essai : une ferme coopérative bio sur des terres délaissées',
  summary:
    'La commune d’Exemple-sur-Essai prête des terres délaissées à une ferme coopérative bio, qui salarie ses agriculteurs et fournit la cantine.',
  territories: [{ name: 'Exemple-sur-Essai', kind: 'commune' }],
  themes: ['agriculture', 'alimentation'],
  levers: [{ lever: 'foncier', what: 'Prête des terres délaissées à la ferme.' }],
  source: { title: 'Compte rendu', url: 'https://example.org/ferme', publisher: 'Exemple' },
  access: 'members',
};

/** Imports and publishes `MEMBERS_FICHE`, as a line of NDJSON. */
export async function importMembersFiche({ importDocuments }: Application): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(MEMBERS_FICHE));
  const origin = { kind: 'content', name: 'a.ndjson', isNamed: true, mediaType: null, bytes } as const;
  const { signal } = new AbortController();
  const options = { dryRun: false, policy: STRICT_POLICY, actor: 'test', signal, onProgress: () => {} };
  await importDocuments(origin, options);
}
