/** Draws from a generator of numbers in [0, 1): the same generator gives the same draws. */
export interface Draws {
  /** An integer in [0, `bound`). */
  below(bound: number): number;
  /** True `share` times out of one. */
  chance(share: number): boolean;
  /** One of the items, each as likely. @throws when there is none */
  pick<T>(items: readonly T[]): T;
  /** Of mean 0 and variance 1 (G. Box and M. Muller, 1958). */
  gaussian(): number;
  /** In [low, high). */
  between(low: number, high: number): number;
}

export function createDraws(random: () => number): Draws {
  const below = (bound: number) => Math.floor(random() * bound);
  return {
    below,
    chance: (share) => random() < share,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('nothing to draw from');
      return item;
    },
    gaussian: () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
    between: (low, high) => low + random() * (high - low),
  };
}
