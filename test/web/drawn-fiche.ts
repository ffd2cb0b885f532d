import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STRICT_POLICY } from '../../src/domain/import-job/import-job.ts';
import type { Application } from '../http/start-application.ts';

/** Markup that would run, or break the document, if not escaped. */
export const HOSTILE = `</script><script>alert("1")</script><img src=x onerror='alert(2)'>`;

const ID = 'local-d-exemple';
const TEXT = 'En 2020, la commune d’Exemple prête un local à l’association « A & B ».';

function proof(pointer: string, quote: string) {
  const start = TEXT.indexOf(quote);
  return { pointer, start, end: start + quote.length };
}

const RECORDS = [
  { type: 'essaimage-export', version: 1 },
  {
    type: 'resource',
    resource: {
      id: 'exemple',
      title: 'Une ressource d’exemple',
      url: null,
      resourceType: null,
      publisher: null,
      date: null,
      access: 'public',
      text: TEXT,
      blocks: [{ kind: 'paragraph', start: 0, end: TEXT.length }],
      listing: { rubric: null, origin: 'exemple.txt' },
      line: 1,
    },
    goneSince: null,
  },
  {
    type: 'experience',
    resourceId: 'exemple',
    evidence: [
      proof('/title', 'prête un local'),
      proof('/year', 'En 2020'),
      proof('/levers/0', 'prête un local'),
      proof('/actors/0', '« A & B »'),
    ],
    experience: {
      id: ID,
      title: 'Un local',
      summary: TEXT,
      territories: [{ name: 'Exemple', kind: 'pays', code: null, populationCount: null }],
      setting: null,
      year: 2020,
      themes: ['culture'],
      levers: [{ lever: 'locaux', what: 'Prête un local.' }],
      actors: ['Association "A & B"'],
      figures: [{ label: 'clés "plates"', value: 2, unit: '<' }],
      source: {
        title: 'A & B <1>',
        url: 'https://example.org/?a=1&b="2"',
        publisher: '"A"',
        date: '2020-01-01',
      },
      access: 'public',
    },
    origin: 'resource',
  },
];

export async function importFile({ importDocuments }: Application, path: string): Promise<void> {
  const signal = new AbortController().signal;
  const options = { dryRun: false, policy: STRICT_POLICY, actor: 'test', signal, onProgress: () => {} };
  await importDocuments({ kind: 'path', path }, options);
}

/**
 * Imports a fiche extracted from a text, then adds markup with a correction: an import would remove it.
 * Returns its id.
 */
export async function importHostileFiche(application: Application): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'essaimage-drawn-'));
  const path = join(folder, 'export.ndjson');
  try {
    await writeFile(path, RECORDS.map((record) => JSON.stringify(record)).join('\n'));
    await importFile(application, path);
  } finally {
    await rm(folder, { recursive: true });
  }
  const patch = {
    title: `Un local ${HOSTILE}`,
    summary: `${TEXT} ${HOSTILE}`,
    territories: [{ name: `Exemple ${HOSTILE}`, kind: 'pays' as const, populationCount: null }],
  };
  await application.essaimage.fiches.correct(ID, patch, { actor: 'test', audience: 'public', mayEdit: true });
  return ID;
}
