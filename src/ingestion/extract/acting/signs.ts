/** Signs by name, each near [0, 1]; one that is absent is 0. */
export type Signs = Readonly<Record<string, number>>;

/** Regression on signs, on their own scale. */
export interface SignModel {
  readonly bias: number;
  readonly weights: Signs;
}

export function matchEach(prefix: string, patterns: Readonly<Record<string, RegExp>>, text: string): Signs {
  return Object.fromEntries(
    Object.entries(patterns).flatMap(([name, pattern]) =>
      pattern.test(text) ? [[`${prefix}.${name}`, 1]] : [],
    ),
  );
}

export function flag(value: boolean): number {
  return value ? 1 : 0;
}

/** Returns the logit of the class. */
export function logitOfSigns({ bias, weights }: SignModel, signs: Signs): number {
  let logit = bias;
  for (const [name, value] of Object.entries(signs)) logit += (weights[name] ?? 0) * value;
  return logit;
}

export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
