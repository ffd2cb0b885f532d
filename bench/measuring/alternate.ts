/** One thing that is measured, for the question of a position. */
export interface Stage<Name extends string> {
  readonly name: Name;
  /** @param turn never the same for one question, so that no cache of answers is measured */
  run(question: number, turn: number): Promise<unknown>;
}

/**
 * Milliseconds of every stage for every question, stage after stage, so that a machine that slows down
 * slows them all; each question starts with another stage.
 * @param rounds passes that count, after one that warms up
 */
export async function measureAlternately<Name extends string>(
  stages: readonly Stage<Name>[],
  questionCount: number,
  rounds: number,
): Promise<ReadonlyMap<Name, readonly number[]>> {
  const times = new Map<Name, number[]>(stages.map(({ name }) => [name, []]));
  for (let turn = 0; turn <= rounds; turn += 1) {
    for (let question = 0; question < questionCount; question += 1) {
      for (let offset = 0; offset < stages.length; offset += 1) {
        const stage = stages[(question + turn + offset) % stages.length];
        if (stage === undefined) continue;
        const start = performance.now();
        await stage.run(question, turn);
        if (turn > 0) times.get(stage.name)?.push(performance.now() - start);
      }
    }
  }
  return times;
}
