/** A measured operation. */
export interface Stage<Name extends string> {
  readonly name: Name;
  /** @param turn distinct for each run of one question, so that no cache of answers is measured */
  run(question: number, turn: number): Promise<unknown>;
}

/**
 * Measures every stage for every question, in milliseconds. Stages alternate, so that a slowdown of the machine hits
 * them all; each question starts with another stage.
 * @param rounds measured passes, after one warm-up
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
