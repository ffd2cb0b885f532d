import type { Api } from '../../api/client.ts';
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

/** Null when the service refuses the question, or knows nothing close. */
async function workOut(api: Api, question: Question): Promise<Example | null> {
  const outcome = await askRecommendation(api, question, { limit: '1' });
  if (!outcome.ok) return null;
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

async function readCollection(api: Api): Promise<Collection | null> {
  const [page, themes, levers] = await Promise.all([
    api.get('/v1/experiences', {}, { query: new URLSearchParams({ limit: '1' }) }),
    api.get('/v1/themes', {}),
    api.get('/v1/levers', {}),
  ]);
  if (!page.ok || !themes.ok || !levers.ok) return null;
  const examples = await Promise.all(QUESTIONS.map((question) => workOut(api, question)));
  return {
    experienceCount: page.data.total,
    departmentCount: page.data.facets.departments.length,
    themeCount: themes.data.themes.length,
    leverCount: levers.data.levers.length,
    themes: themes.data.themes
      .filter(({ experienceCount }) => experienceCount > 0)
      .sort((one, other) => other.experienceCount - one.experienceCount)
      .slice(0, SHOWN_THEMES)
      .map(({ id, label, experienceCount }) => ({ id, label, experienceCount })),
    examples: examples.filter((example) => example !== null),
  };
}

/** Collection of the current index, read once per index. */
let current: { readonly index: string; readonly collection: Collection } | null = null;

async function readOnce(api: Api): Promise<Collection | null> {
  const ready = await api.get('/health/ready', {});
  if (!ready.ok) return null;
  const { index } = ready.data;
  if (current?.index === index) return current.collection;
  const collection = await readCollection(api);
  if (collection !== null) current = { index, collection };
  return collection;
}

/** Loads what the home page says of the service; its collection is null when the service cannot tell. */
export async function loadHome(
  api: Api,
  { name, contact, peerContact }: Pick<Operator, 'name' | 'contact' | 'peerContact'>,
): Promise<Home> {
  return { collection: await readOnce(api), network: { name, contact, peerContact } };
}
