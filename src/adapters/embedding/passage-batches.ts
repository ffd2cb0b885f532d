/** Of one request: what servers take by default, and what one works on for about a second. */
export interface BatchLimits {
  readonly maxTexts: number;
  readonly maxCharacters: number;
}

/** Cuts a list into runs within both limits, a text longer than the second one alone. Keeps the order. */
export function cutIntoBatches(
  texts: readonly string[],
  { maxTexts, maxCharacters }: BatchLimits,
): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let last: string[] = [];
  let characters = 0;
  for (const text of texts) {
    characters += text.length;
    if (last.length === 0 || last.length >= maxTexts || characters > maxCharacters) {
      last = [];
      batches.push(last);
      characters = text.length;
    }
    last.push(text);
  }
  return batches;
}

/**
 * Runs `work` on each item, `limit` at once at most, and gives the results in the order of the items. After
 * a failure, starts no other, and aborts the signal of those that run: their results are of no use.
 * @param signal of who asked: aborts them too
 */
export async function mapAtMost<T, R>(
  limit: number,
  items: readonly T[],
  work: (item: T, signal: AbortSignal) => Promise<R>,
  signal?: AbortSignal,
): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const left = items.entries();
  const stopping = new AbortController();
  const follow = () => stopping.abort(signal?.reason);
  async function run(): Promise<void> {
    for (const [index, item] of left) {
      if (stopping.signal.aborted) return;
      try {
        results.set(index, await work(item, stopping.signal));
      } catch (error) {
        stopping.abort(error);
        throw error;
      }
    }
  }
  signal?.throwIfAborted();
  signal?.addEventListener('abort', follow);
  try {
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, run));
    // Between two items, nobody else would have told.
    signal?.throwIfAborted();
  } finally {
    signal?.removeEventListener('abort', follow);
  }
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
}
