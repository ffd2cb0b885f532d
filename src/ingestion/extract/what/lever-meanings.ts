import type { Lever } from '../../../domain/lever/lever.ts';
import { straighten } from '../../../domain/text/fold.ts';
import type { Embedder } from '../../../ports/embedder.ts';
import { cosine, embedOnce, embedQuestions } from '../meaning/remember-vectors.ts';

/** Nearness of a sentence to each lever, and to sentences without a lever. */
export interface Meanings {
  /** Nearness of each lever: `nearest example + definition / 2`, at most 1.5. */
  readonly of: ReadonlyMap<string, number>;
  /** Nearness of the nearest lever, or of sentences without a lever when they are nearer. */
  readonly nearest: number;
  /** Nearness of the second nearest. */
  readonly second: number;
}

export type ReadMeanings = (sentence: Float32Array | undefined) => Meanings;

const DEFINITION_WEIGHT = 0.5;

interface Known {
  readonly lever: string;
  readonly definition: Float32Array | undefined;
  readonly examples: readonly Float32Array[];
}

function nearestOf(sentence: Float32Array | undefined, examples: readonly Float32Array[]): number {
  return Math.max(0, ...examples.map((example) => cosine(sentence, example)));
}

function compare(
  sentence: Float32Array | undefined,
  known: readonly Known[],
  context: readonly Float32Array[],
) {
  const of = new Map(
    known.map(({ lever, definition, examples }) => {
      const near = nearestOf(sentence, examples) + DEFINITION_WEIGHT * cosine(sentence, definition);
      return [lever, near];
    }),
  );
  // Sentences without a lever have no definition: their examples count for both.
  const none = (1 + DEFINITION_WEIGHT / 2) * nearestOf(sentence, context);
  const [nearest = 0, second = 0] = [...of.values(), none].sort((a, b) => b - a);
  return { of, nearest, second };
}

export type MeaningEmbedder = Pick<Embedder, 'embedQuery' | 'embedPassages'>;

/** Compares sentences with the definitions and examples of levers, embedded once, at the first case. */
export function createMeaningReader(
  levers: readonly Lever[],
  embedder: MeaningEmbedder,
): () => Promise<ReadMeanings> {
  const examples = levers.map((lever) => lever.examples);
  const definitions = levers.map(({ label, definition }) => `${label}. ${definition}`);
  const embedDefinitions = embedOnce(() => embedQuestions(embedder, definitions));
  const embedExamples = embedOnce(() =>
    embedder.embedPassages([...examples.flat(), ...CONTEXT_EXAMPLES].map(straighten)),
  );
  const read = new WeakMap<Float32Array, Meanings>();
  return async () => {
    const [meanings, vectors] = [await embedDefinitions(), await embedExamples()];
    let from = 0;
    const known = levers.map(({ id }, i) => {
      const count = examples[i]?.length ?? 0;
      from += count;
      return { lever: id, definition: meanings[i], examples: vectors.slice(from - count, from) };
    });
    const context = vectors.slice(from);
    return (sentence) => {
      if (sentence === undefined) return compare(sentence, known, context);
      // A sentence is in several cases: that of the rules, and those of each candidate.
      const told = read.get(sentence) ?? compare(sentence, known, context);
      read.set(sentence, told);
      return told;
    };
  };
}

/** Sentences about a territory or a structure, which show no lever: the model compares with them too. */
const CONTEXT_EXAMPLES: readonly string[] = [
  'Le territoire compte 30 000 habitants et quinze communes.',
  "L'association emploie douze salariés et une vingtaine de bénévoles.",
  'Le projet a vu le jour en 2018.',
  'Les habitants se plaignaient des nuisances et du manque de services.',
  'Le chômage touche particulièrement les jeunes du quartier.',
  'La boutique vend des produits locaux à prix réduit.',
  "La coopérative a doublé son chiffre d'affaires en deux ans.",
  'Les bénéficiaires apprécient le service.',
  'La structure collecte, répare et revend des objets.',
  'La commune se trouve au nord de la vallée.',
  "L'ouverture est prévue l'an prochain.",
  'Les élus souhaitent aller plus loin.',
  'Le dernier commerce du village avait fermé.',
  "L'entreprise produit de l'énergie avec des panneaux solaires.",
  'La coopérative compte quinze associés et trois salariés.',
  "L'association a été fondée par des parents d'élèves.",
  'Les bénévoles tiennent la boutique trois jours par semaine.',
  'La population vieillit et les jeunes partent.',
  'Les repas sont livrés à domicile.',
  "L'équipe accueille des personnes éloignées de l'emploi.",
  'Les débuts ont été difficiles.',
  'Le bâtiment date du XIXe siècle.',
];
