/** Random draws, reproducible with the generator that they are made from. */
export interface Draws {
  /** Draws an integer in [0, `bound`). */
  below(bound: number): number;
  /** Returns true with probability `share`. */
  chance(share: number): boolean;
  /** Draws one of the items, all equally likely. @throws RangeError when there is none */
  pick<T>(items: readonly T[]): T;
  /** Draws from the normal law of mean 0 and variance 1 (G. Box and M. Muller, 1958). */
  gaussian(): number;
  /** Draws a number in [low, high). */
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
