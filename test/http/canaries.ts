import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Composition } from '../../src/composition/compose.ts';
import { STRICT_POLICY } from '../../src/domain/import-job/import-job.ts';
import { type Application, builtPages, OPEN_OPERATOR, openApplication } from './start-application.ts';

const CORPUS = fileURLToPath(new URL('../../corpus/', import.meta.url));
const PUBLIC_COUNT = 12;

/** Fault that only members’ fiches make: the public has it corrected all the same. */
export const MEMBERS_FAULT = 'resourcerie';
/** Word found only in members' fiches: in places, actors, labels… */
const CANARY = 'Zyxomil';
export const CANARY_PATTERN = /zyxomil|918273/i;
export const MEMBERS_IDS = ['zyxomil-ferme', 'zyxomil-velos', 'zyxomil-politique'];

const summaryOf = (index: number) =>
  `${CANARY} récit ${index}. La commune prête un local à une épicerie solidaire et à une recyclerie.`;
export const MEMBERS_SUMMARIES = MEMBERS_IDS.map((_id, index) => summaryOf(index));

function membersFiche(id: string, index: number, theme: string, lever: string) {
  return {
    id,
    title: `${CANARY} titre ${index} : une recyclerie et une ferme`,
    summary: summaryOf(index),
    territories: [
      { name: `${CANARY}-sur-Exemple`, kind: 'commune', code: null, population: 918_273 + index },
      { name: 'La Réunion', kind: 'departement', code: '974', population: null },
    ],
    setting: 'mixed',
    year: 1990,
    themes: [theme],
    levers: [{ lever, what: `${CANARY} usage ${index} du levier.` }],
    actors: [`${CANARY} acteur ${index}, une ${MEMBERS_FAULT}`],
    figures: [
      {
        label: `${CANARY} chiffre`,
        value: 9_182_731 + index,
        unit: '€',
        role: 'total-cost',
        sentence: `${CANARY} usage ${index} du levier.`,
      },
    ],
    state: 'stopped',
    difficulties: [`${CANARY} récit ${index}.`],
    source: {
      title: `${CANARY} source ${index}`,
      url: `https://zyxomil.example/${index}`,
      publisher: `${CANARY} éditeur`,
      date: '1990-02',
    },
    access: 'members',
  };
}

const ficheSchema = z.looseObject({ id: z.string(), access: z.string(), themes: z.array(z.string()) });
const taxonomySchema = z.object({ id: z.string() }).array().min(1);

async function readJson(name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(CORPUS, name), 'utf8'));
}

async function writeCorpus(directory: string, withMembers: boolean): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const file of ['levers.json', 'levers-law.json', 'themes.json', 'expressions.json']) {
    await cp(join(CORPUS, file), join(directory, file));
  }
  const all = ficheSchema.array().parse(await readJson('experiences.json'));
  const open = all.filter(({ access }) => access === 'public').slice(0, PUBLIC_COUNT);
  const themes = taxonomySchema.parse(await readJson('themes.json'));
  const levers = taxonomySchema.parse(await readJson('levers.json'));
  const closed = MEMBERS_IDS.map((id, index) =>
    membersFiche(id, index, themes.at(-1 - index)?.id ?? '', levers.at(-1 - index)?.id ?? ''),
  );
  await writeFile(
    join(directory, 'experiences.json'),
    JSON.stringify(withMembers ? [...closed, ...open] : open),
  );
}

/** Fiches open to all that nobody has published, or that someone has set aside. */
export const UNPUBLISHED_IDS = ['zyxomil-proposee', 'zyxomil-ecartee'];

/** Import of an export that holds them. */
function unpublishedRecords(theme: string, lever: string): Uint8Array {
  const records = UNPUBLISHED_IDS.map((id, index) => {
    const { territories, figures, ...fiche } = membersFiche(id, index, theme, lever);
    const places = territories.map(({ population, ...place }) => ({ ...place, populationCount: population }));
    const experience = { ...fiche, territories: places, figures: [], access: 'public' };
    const status = index === 0 ? 'proposed' : 'set-aside';
    return { type: 'experience', experience, resourceId: null, evidence: [], origin: 'file', status };
  });
  const lines = [{ type: 'essaimage-export', version: 1 }, ...records].map((line) => JSON.stringify(line));
  return Buffer.from(lines.join('\n'));
}

/** Contribution that nobody has published. */
function unpublishedContribution(theme: string) {
  return {
    title: `${CANARY} titre 9 : une recyclerie et une ferme`,
    story: summaryOf(9),
    territory: { code: '974', kind: 'departement' },
    year: 1990,
    themes: [theme],
    levers: [],
    source: { title: `${CANARY} source 9`, url: 'https://zyxomil.example/9' },
    contact: 'agent@zyxomil.example',
  } as const;
}

export interface Service extends Application {
  readonly log: string[];
}

async function importUnpublished({ administration, essaimage }: Composition): Promise<void> {
  const { themes, levers } = essaimage.taxonomy;
  const bytes = unpublishedRecords(themes[0]?.id ?? '', levers[0]?.id ?? '');
  const origin = { kind: 'content', name: 'a.ndjson', isNamed: true, mediaType: null, bytes } as const;
  const options = { dryRun: false, policy: STRICT_POLICY, actor: 'cli', onProgress: () => {} };
  const { signal } = new AbortController();
  const { proposed, notes } = await administration.importDocuments(origin, { ...options, signal });
  await essaimage.contribute(unpublishedContribution(themes[0]?.id ?? ''), signal);
  await essaimage.entrustedQuestions.entrust({
    priorities: `${CANARY} question : une recyclerie et une ferme`,
    territory: {
      code: null,
      kind: null,
      name: `${CANARY}-sur-Exemple`,
      populationCount: 918_273,
      setting: null,
    },
    themes: [],
    levers: [],
  });
  if (proposed !== 1) throw new Error(`the unpublished fiches were not imported: ${JSON.stringify(notes)}`);
}

/** Starts the real service and its pages on 12 public experiences, with or without members' ones. */
export async function startCanaryService(withMembers: boolean): Promise<Service> {
  const root = await mkdtemp(join(tmpdir(), 'essaimage-canaries-'));
  const corpus = join(root, 'corpus');
  await writeCorpus(corpus, withMembers);
  const log: string[] = [];
  const application = await openApplication(
    root,
    {
      web: await builtPages(),
      operator: OPEN_OPERATOR,
      logLevel: 'trace',
      logStream: { write: (line) => log.push(line) },
    },
    { DATA_DIR: join(root, 'data'), CORPUS_DIR: corpus, CONTRIBUTIONS: 'true', BLIND_SPOTS: 'true' },
    async (composition) => {
      await composition.importExperiences({ rebuild: false, onProgress: () => {} });
      if (withMembers) await importUnpublished(composition);
    },
  );
  return { ...application, log };
}
