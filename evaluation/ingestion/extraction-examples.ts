import type { Resource } from '../../src/domain/resource/resource.ts';
import { fold } from '../../src/domain/text/fold.ts';
import type { Gazetteer } from '../../src/ports/gazetteer.ts';
import type { AnnotatedPage } from './material.ts';
import { truthOf } from './material-as-pages.ts';
import { resourceOf } from './material-resources.ts';
import { loadProvedLevers, type ProvedLevers } from './proved-levers.ts';
import { readPage } from './read-page.ts';
import { writeStarterAccounts } from './starter-accounts.ts';
import { MADE_TRUTHS, readTruths, TRUTH_OF_THE_NETWORK, type TrueExperience } from './truth.ts';

/** Passage that proves what territories did. */
export interface ProvedAct {
  readonly lever: string;
  readonly keys: ReadonlySet<string>;
  readonly start: number;
  readonly end: number;
}

/** Resource whose truth is known. */
export interface ExtractionExample {
  /** Style of an annotated page; `known` for the texts on which the rules were set. */
  readonly group: string;
  readonly resource: Resource;
  readonly truth: readonly TrueExperience[];
  /** Codes of territories that count neither for nor against. */
  readonly tolerated: ReadonlySet<string>;
  readonly proofs: readonly ProvedAct[];
  /** True when another example has all its sentences. */
  readonly isRepeated: boolean;
  readonly weights: ExampleWeights;
}

/** Weights of an example in each of the fits. */
export interface ExampleWeights {
  readonly candidates: number;
  readonly sentences: number;
  readonly levers: number;
}

/** Group of the texts on which the rules were set. */
export const KNOWN = 'known';
/** A style must not lose what the rules have on the pages that they know, which are few and not made for this. */
const WEIGHTS = {
  annotated: { candidates: 0.5, sentences: 1, levers: 0.5 },
  page: { candidates: 24, sentences: 2, levers: 20 },
  account: { candidates: 0.8, sentences: 2, levers: 4 },
} as const satisfies Readonly<Record<string, ExampleWeights>>;
const LATEST_YEAR = 2026;

/** Returns the key of a territory: its kind with its code, or with its name when it has no code. */
export function keyOf({ kind, code, name }: TrueExperience['territories'][number]): string {
  return `${kind} ${code ?? fold(name)}`;
}

interface WrittenProof {
  readonly experience: number;
  readonly lever: string;
  readonly span: string;
}

function proofsOf(
  written: readonly WrittenProof[],
  text: string,
  truth: readonly TrueExperience[],
): readonly ProvedAct[] {
  return written.flatMap(({ experience, lever, span }) => {
    const keys = new Set((truth[experience]?.territories ?? []).map(keyOf));
    const start = text.indexOf(span);
    return start < 0 ? [] : [{ lever, keys, start, end: start + span.length }];
  });
}

/** Reads annotated pages, each with and without headings. */
export function readAnnotated(
  pages: readonly AnnotatedPage[],
  gazetteer: Gazetteer,
): readonly ExtractionExample[] {
  return pages.flatMap((page, i) =>
    [true, false].map((isMarked) => {
      const resource = resourceOf(page, `${page.style}-${i}`, isMarked);
      const truth = truthOf(page, gazetteer).resources[0]?.experiences ?? [];
      const written = page.experiences.flatMap(({ levers }, experience) =>
        levers.map((one) => ({ experience, ...one })),
      );
      return {
        group: page.style,
        resource,
        truth,
        tolerated: new Set<string>(),
        proofs: proofsOf(written, resource.text, truth),
        isRepeated: !isMarked,
        weights: WEIGHTS.annotated,
      };
    }),
  );
}

function answer(
  resources: readonly Resource[],
  truths: readonly { readonly title: string; readonly experiences: readonly TrueExperience[] }[],
  provedLevers: ReadonlyMap<string, ProvedLevers>,
  told: Pick<ExtractionExample, 'isRepeated' | 'weights'>,
): readonly ExtractionExample[] {
  const byTitle = new Map(resources.map((resource) => [fold(resource.title), resource]));
  return truths.flatMap(({ title, experiences }) => {
    const resource = byTitle.get(fold(title));
    if (resource === undefined) return [];
    const tolerated = new Set(experiences.flatMap(({ toleratedTerritories }) => toleratedTerritories));
    const proved = provedLevers.get(resource.id) ?? provedLevers.get(title);
    if (proved === undefined && experiences.length > 0)
      throw new Error(`nobody sought the levers of ${title}`);
    const proofs = proofsOf(proved?.proofs ?? [], resource.text, experiences);
    return [{ group: KNOWN, resource, truth: experiences, tolerated, proofs, ...told }];
  });
}

/** Reads the texts on which the rules were set: the known pages, and half A of the starter fiches. */
export async function readKnown(): Promise<readonly ExtractionExample[]> {
  const examples: ExtractionExample[] = [];
  const provedLevers = await loadProvedLevers();
  for (const file of [TRUTH_OF_THE_NETWORK, ...MADE_TRUTHS]) {
    for (const { page, resources } of (await readTruths(file)).truths) {
      const told = { isRepeated: false, weights: WEIGHTS.page };
      examples.push(...answer(await readPage(page, LATEST_YEAR), resources, provedLevers, told));
    }
  }
  for (const form of ['account', 'summary'] as const) {
    const { resources, truth } = await writeStarterAccounts('half-a', form);
    const told = { isRepeated: form === 'summary', weights: WEIGHTS.account };
    examples.push(...answer(resources, truth.resources, provedLevers, told));
  }
  return examples;
}
