import type { Api } from '../../api/client.ts';
import { readExperiences } from '../../api/read-experiences.ts';
import type { Operator } from '../../contract.ts';
import { askRecommendation } from '../../question/ask-service.ts';
import { NOTHING, type Question } from '../../question/question.ts';
import type { Collection, Example, Home } from './home.ts';

/** A commune, an intercommunalité and a département, each with a need of its size. */
const QUESTIONS: readonly Question[] = [
  {
    ...NOTHING,
    territory: '23131',
    priorities: 'Reprendre la dernière épicerie du village avec les habitants',
  },
  {
    ...NOTHING,
    territory: '200043123',
    priorities: 'Lever les freins à la mobilité des demandeurs d’emploi',
  },
  {
    ...NOTHING,
    territory: '62',
    kind: 'departement',
    priorities: 'Ouvrir une recyclerie avec une association',
  },
];

/** Number of themes of the home page: those with the most experiences. */
const SHOWN_THEMES = 12;

/** First answer to a question: undefined when the service refuses it, null when it knows nothing close. */
async function workOut(api: Api, question: Question): Promise<Example | null | undefined> {
  const outcome = await askRecommendation(api, question, { limit: '1' });
  if (!outcome.ok) return undefined;
  const { profile, experiences } = outcome.data;
  const [first] = experiences;
  const territory = profile.territory?.name ?? null;
  if (first?.level !== 'close' || territory === null) return null;
  const { id, title, territories, setting, year, themes } = first.experience;
  return {
    question,
    territory,
    evidence: first.evidence,
    experience: { id, title, territories, setting, year, theme: themes[0]?.id ?? null },
  };
}

/** Collection as the service gives it; `isWhole` when no call was refused. */
interface Reading {
  readonly collection: Collection | null;
  readonly isWhole: boolean;
}

async function readCollection(api: Api): Promise<Reading> {
  const [page, themes, levers] = await Promise.all([
    readExperiences(api, new URLSearchParams({ limit: '1' })),
    api.get('/v1/themes'),
    api.get('/v1/levers'),
  ]);
  if (!page.ok || !themes.ok || !levers.ok) return { collection: null, isWhole: false };
  const examples = await Promise.all(QUESTIONS.map((question) => workOut(api, question)));
  const collection = {
    experienceCount: page.data.total,
    departmentCount: page.data.facets.departments.length,
    themeCount: themes.data.themes.length,
    leverCount: levers.data.levers.length,
    themes: themes.data.themes
      .filter(({ experienceCount }) => experienceCount > 0)
      .sort((one, other) => other.experienceCount - one.experienceCount)
      .slice(0, SHOWN_THEMES)
      .map(({ id, label, experienceCount }) => ({ id, label, experienceCount })),
    examples: examples.filter((example) => example !== null && example !== undefined),
  };
  return { collection, isWhole: !examples.includes(undefined) };
}

/** For how long a collection is kept, in milliseconds; shared caches keep the page longer. */
const KEPT_MS = 30_000;

let kept: { readonly until: number; readonly reading: Promise<Reading> } | null = null;

/** Reads the collection once for all the visitors of the moment; nothing is kept of a partial one. */
async function readOnce(api: Api): Promise<Collection | null> {
  if (kept === null || Date.now() >= kept.until) {
    kept = { until: Date.now() + KEPT_MS, reading: readCollection(api) };
  }
  const { reading } = kept;
  const { collection, isWhole } = await reading;
  if (!isWhole && kept?.reading === reading) kept = null;
  return collection;
}

/** Loads what the home page says of the service; its collection is null when the service cannot tell. */
export async function loadHome(
  api: Api,
  { name, contact, peerContact }: Pick<Operator, 'name' | 'contact' | 'peerContact'>,
): Promise<Home> {
  return { collection: await readOnce(api), network: { name, contact, peerContact } };
}
