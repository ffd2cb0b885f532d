import { type Lever, SIGN_STRENGTHS, type SignStrength } from '../../../domain/lever/lever.ts';

export interface Pattern {
  readonly lever: string;
  readonly strength: SignStrength;
  readonly expression: RegExp;
}

/** Compiles the patterns of each lever, surest first. */
export function readPatterns(levers: readonly Lever[]): readonly Pattern[] {
  return levers.flatMap(({ id, signs }) =>
    SIGN_STRENGTHS.flatMap((strength) =>
      signs[strength].map((source) => ({ lever: id, strength, expression: new RegExp(source) })),
    ),
  );
}

/** Counts the levers that have a sign of each strength in a folded sentence. */
export type ReadSigns = (folded: string) => Readonly<Record<SignStrength, number>>;

export function createSignReader(levers: readonly Lever[]): ReadSigns {
  const patterns = readPatterns(levers);
  return (folded) => {
    const found = patterns.filter(({ expression }) => expression.test(folded));
    const count = (strength: SignStrength) =>
      new Set(found.filter((one) => one.strength === strength).map(({ lever }) => lever)).size;
    return { tells: count('tells'), says: count('says'), hints: count('hints') };
  };
}
