import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { loadStarterCorpus } from '../../src/adapters/corpus/load-starter-corpus.ts';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import type { ExperienceDraft } from '../../src/domain/experience/experience.ts';
import type { Block, Resource } from '../../src/domain/resource/resource.ts';
import { loadProvedLevers, type ProvedLevers } from './proved-levers.ts';
import type { TrueExperience, Truth } from './truth.ts';

/**
 * `half-a`: rules may be set on it.  `half-b`: it is only measured. A fiche keeps its half when the corpus grows.
 */
export type Half = 'half-a' | 'half-b';

/** `summary`: title and summary.  `account`: also a paragraph of the collectivité's actions. */
export type Form = 'summary' | 'account';

export interface StarterAccounts {
  readonly resources: readonly Resource[];
  readonly truth: Truth;
}

/** Source of the page in `pages/`, whose experiences are measured there. */
const MEASURED_PAGE = 'https://www.rtes.fr/';

function halfOf({ id }: ExperienceDraft): Half {
  const [byte = 0] = createHash('sha256').update(id).digest();
  return byte % 2 === 0 ? 'half-a' : 'half-b';
}

function writeAccount(fiche: ExperienceDraft, form: Form): Resource {
  const told = form === 'account' ? [fiche.levers.map(({ what }) => what).join(' ')] : [];
  const blocks: Block[] = [];
  let text = '';
  for (const paragraph of [fiche.summary, ...told]) {
    if (text !== '') text += '\n\n';
    blocks.push({ kind: 'paragraph', start: text.length, end: text.length + paragraph.length });
    text += paragraph;
  }
  return {
    id: fiche.id,
    title: fiche.title,
    url: fiche.source.url,
    resourceType: null,
    publisher: fiche.source.publisher,
    date: fiche.source.date,
    access: fiche.access,
    text,
    blocks,
    listing: { rubric: null, origin: 'corpus' },
    line: null,
  };
}

/** Tells what a text of a fiche says; a declared lever that the text does not prove counts neither for nor against. */
function truthOf(
  fiche: ExperienceDraft,
  { text }: Resource,
  { proofs, tolerated }: ProvedLevers,
): TrueExperience {
  const proved = proofs.filter(({ span }) => text.includes(span)).map(({ lever }) => lever);
  return {
    description: fiche.title,
    territories: fiche.territories.map(({ code, kind, name }) => ({ code, kind, name })),
    toleratedTerritories: [],
    levers: [...new Set(proved)],
    toleratedLevers: [...tolerated, ...fiche.levers.map(({ lever }) => lever)],
    themes: [...fiche.themes],
    years: fiche.year === null ? [] : [fiche.year],
  };
}

/**
 * Writes the fiches of a half of the starter corpus as texts of resources, in the order of the file. Their own fields
 * are the truth, but for the levers, which are those that the text proves. Fiches from the measured page are left out.
 */
export async function writeStarterAccounts(half: Half, form: Form): Promise<StarterAccounts> {
  const directory = fileURLToPath(new URL('../../corpus', import.meta.url));
  const fiches = await loadStarterCorpus({ directory, taxonomy: await loadTaxonomy(directory) });
  const provedLevers = await loadProvedLevers();
  const kept = fiches
    .filter((fiche) => fiche.source.url !== MEASURED_PAGE && halfOf(fiche) === half)
    .map((fiche) => {
      const proved = provedLevers.get(fiche.id);
      if (proved === undefined) throw new Error(`nobody sought the levers of ${fiche.id}`);
      const resource = writeAccount(fiche, form);
      return { fiche, resource, experience: truthOf(fiche, resource, proved) };
    });
  return {
    resources: kept.map(({ resource }) => resource),
    truth: {
      page: 'corpus',
      resources: kept.map(({ fiche, experience }) => ({
        title: fiche.title,
        titles: [],
        date: undefined,
        access: fiche.access,
        experiences: [experience],
      })),
    },
  };
}
