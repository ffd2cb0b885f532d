import type { Resource } from '../../src/domain/resource/resource.ts';
import { fold } from '../../src/domain/text/fold.ts';
import type { Gazetteer } from '../../src/ports/gazetteer.ts';
import type { AnnotatedPage } from './material.ts';
import { truthOf } from './material-as-pages.ts';
import { resourceOf } from './material-resources.ts';
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
  /** Null when nobody marked the passages. */
  readonly proofs: readonly ProvedAct[] | null;
  /** True when another example has the same sentences, with other headings. */
  readonly isRepeated: boolean;
  /** Weight of its candidates. */
  readonly weight: number;
}

/** Group of the texts on which the rules were set. */
const KNOWN = 'known';
/** A style must not lose what the rules have on the pages that they know, which are few. */
const WEIGHTS = { page: 24, account: 0.8 };
const LATEST_YEAR = 2026;

/** Returns the key of a territory: its kind with its code, or with its name when it has no code. */
export function keyOf({ kind, code, name }: TrueExperience['territories'][number]): string {
  return `${kind} ${code ?? fold(name)}`;
}

function proofsOf(page: AnnotatedPage, text: string, truth: readonly TrueExperience[]): readonly ProvedAct[] {
  return page.experiences.flatMap(({ levers }, i) => {
    const keys = new Set((truth[i]?.territories ?? []).map(keyOf));
    return levers.flatMap(({ lever, span }) => {
      const start = text.indexOf(span);
      return start < 0 ? [] : [{ lever, keys, start, end: start + span.length }];
    });
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
      const proofs = proofsOf(page, resource.text, truth);
      return {
        group: page.style,
        resource,
        truth,
        tolerated: new Set<string>(),
        proofs,
        isRepeated: !isMarked,
        weight: 0.5,
      };
    }),
  );
}

function answer(
  resources: readonly Resource[],
  truths: readonly { readonly title: string; readonly experiences: readonly TrueExperience[] }[],
  weight: number,
): readonly ExtractionExample[] {
  const byTitle = new Map(resources.map((resource) => [fold(resource.title), resource]));
  return truths.flatMap(({ title, experiences }) => {
    const resource = byTitle.get(fold(title));
    if (resource === undefined) return [];
    const tolerated = new Set(experiences.flatMap(({ toleratedTerritories }) => toleratedTerritories));
    return [
      { group: KNOWN, resource, truth: experiences, tolerated, proofs: null, isRepeated: false, weight },
    ];
  });
}

/** Reads the texts on which the rules were set: the known pages, and half A of the starter fiches. */
export async function readKnown(): Promise<readonly ExtractionExample[]> {
  const examples: ExtractionExample[] = [];
  for (const file of [TRUTH_OF_THE_NETWORK, ...MADE_TRUTHS]) {
    for (const { page, resources } of (await readTruths(file)).truths) {
      examples.push(...answer(await readPage(page, LATEST_YEAR), resources, WEIGHTS.page));
    }
  }
  for (const form of ['account', 'summary'] as const) {
    const { resources, truth } = await writeStarterAccounts('half-a', form);
    examples.push(...answer(resources, truth.resources, WEIGHTS.account));
  }
  return examples;
}
