/**
 * `npm run fit`: fits the weights of the ranking on the judged requests of a base, those of its newsroom with those of
 * the program, and says what the answers lose or gain. The base is that of DATA_DIR or DATABASE_URL, as the service
 * opens it, else the starter experiences.
 *   status | needs   fits the regressions of the status, or of the needs, on the questions written for them
 *   --write          keeps the weights in their file, unless they rank worse than those that are there
 */
import { parseArgs } from 'node:util';
import { compose } from '../src/composition/compose.ts';
import { parseConfig } from '../src/config.ts';
import { fitNeeds } from './fit-needs.ts';
import { fitStatus } from './fit-status.ts';
import { fitWeights } from './fit-weights.ts';
import { keepFitted, MATCHING_WEIGHTS, NEED_WEIGHTS } from './fitted.ts';
import { openService } from './open-service.ts';

const FITS = {
  weights: [fitWeights, MATCHING_WEIGHTS],
  status: [fitStatus, MATCHING_WEIGHTS],
  needs: [fitNeeds, NEED_WEIGHTS],
} as const;

const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [name = 'weights'] = positionals;
if (name !== 'weights' && name !== 'status' && name !== 'needs')
  throw new Error(`« ${name} » n’est pas un ajustement : weights, status ou needs.`);
const { DATA_DIR, DATABASE_URL } = process.env;
const isGiven = Boolean(DATA_DIR || DATABASE_URL);
const [run, file] = FITS[name];
const service = await (isGiven ? compose(parseConfig(process.env)) : openService('evaluation'));
try {
  const fitted = await run(service.recommendDependencies);
  console.log(fitted);
  if (values.write) console.log(await keepFitted(file, fitted));
} finally {
  await service.close();
}
