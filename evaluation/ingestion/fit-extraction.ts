/**
 * `npm run fit-extraction`: fits the classifiers of the extraction on the annotated pages and on the texts on which the
 * rules were set. Prints how they do on styles that they have not seen.
 *   --write   keeps them in src/ingestion/extract
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import { createTransformersEmbedder } from '../../src/adapters/embedding/transformers-embedder.ts';
import { createOfficialGazetteer } from '../../src/adapters/gazetteer/official-gazetteer.ts';
import { parseConfig } from '../../src/config.ts';
import type { SignModel } from '../../src/ingestion/extract/acting/signs.ts';
import { createResourceReader } from '../../src/ingestion/extract/experience-extractor.ts';
import { createSignReader } from '../../src/ingestion/extract/meaning/lever-signs.ts';
import { rememberVectors } from '../../src/ingestion/extract/meaning/remember-vectors.ts';
import { createLeverFinder, LEAST_PROBABILITY } from '../../src/ingestion/extract/what/find-levers.ts';
import { type ExtractionExample, KNOWN, keyOf, readAnnotated, readKnown } from './extraction-examples.ts';
import { type FittedActing, fitActing, fitSentence, type ReadExample, splitGroups } from './fit-acting.ts';
import {
  countLevers,
  describePage,
  fitDecision,
  fitLeverSentences,
  type LeverPage,
  readSaid,
} from './fit-lever-model.ts';
import { readLearned } from './material.ts';
import { THRESHOLDS } from './measure-truth.ts';

const ACTING = fileURLToPath(new URL('../../src/ingestion/extract/acting/model.json', import.meta.url));
const LEVERS = fileURLToPath(new URL('../../src/ingestion/extract/what/lever-model.json', import.meta.url));
const UNDECIDED: SignModel = { bias: 0, weights: {} };
const { values: options } = parseArgs({ options: { write: { type: 'boolean', default: false } } });

/** Prints the levers of each style by the decision that the others teach. */
function printLevers(pages: readonly LeverPage[]): void {
  const styles = [...new Set(pages.map(({ group }) => group))].filter((group) => group !== KNOWN);
  const byStyle = styles.map((style) => ({
    style,
    own: pages.filter(({ group }) => group === style),
    decision: fitDecision(pages.filter(({ group }) => group !== style)),
  }));
  const rates = (parts: typeof byStyle, least: Parameters<typeof countLevers>[2]) => {
    const counts = parts.flatMap(({ own, decision }) =>
      own.map((page) => countLevers(page, decision, least)),
    );
    const sum = (name: 'right' | 'wrong' | 'expected') => counts.reduce((total, one) => total + one[name], 0);
    const right = sum('right');
    return `${(right / Math.max(1, right + sum('wrong'))).toFixed(2)} et ${(right / Math.max(1, sum('expected'))).toFixed(2)}`;
  };
  console.log('Leviers d’une expérience, précision et rappel : à publier, à relire');
  for (const lever of [0.3, 0.35, 0.4, 0.45, 0.5]) {
    const told = [THRESHOLDS.publish, THRESHOLDS.queue].map((experience) =>
      rates(byStyle, { experience, lever }),
    );
    console.log(`${`styles jamais vus, ≥ ${lever}`.padEnd(28)} ${told.join('   ')}`);
  }
  for (const one of byStyle) {
    const told = [THRESHOLDS.publish, THRESHOLDS.queue].map((experience) =>
      rates([one], { experience, lever: LEAST_PROBABILITY }),
    );
    console.log(`${one.style.padEnd(28)} ${told.join('   ')}`);
  }
}

function printGroup(name: string, unseen: FittedActing['unseen']): void {
  const told = unseen.flatMap(({ example, judged }) => {
    const acted = new Set(example.truth.flatMap(({ territories }) => territories.map(keyOf)));
    return judged.map(
      ({
        candidate: {
          place: { kind, name: own, territory },
        },
        probability,
      }) => ({
        probability,
        right: acted.has(keyOf({ kind, name: own, code: territory?.code ?? null })),
      }),
    );
  });
  const expected = unseen.reduce(
    (sum, { example }) =>
      sum + new Set(example.truth.flatMap(({ territories }) => territories.map(keyOf))).size,
    0,
  );
  const figures = [THRESHOLDS.publish, THRESHOLDS.queue].map((least) => {
    const kept = told.filter(({ probability }) => probability >= least);
    const right = kept.filter((one) => one.right).length;
    return `${(right / Math.max(1, kept.length)).toFixed(2)} et ${(right / Math.max(1, expected)).toFixed(2)}`;
  });
  console.log(`${name.padEnd(28)} ${figures.join('   ')}`);
}

const embedder = await createTransformersEmbedder(
  parseConfig({ EMBEDDING_TIMEOUT_MS: '60000', ...process.env }).embedding,
);
try {
  const gazetteer = await createOfficialGazetteer();
  const taxonomy = await loadTaxonomy(fileURLToPath(new URL('../../corpus', import.meta.url)));
  const readResource = createResourceReader(gazetteer);
  const leverFinder = createLeverFinder(taxonomy.levers, embedder);
  const embed = rememberVectors(embedder);

  async function read(example: ExtractionExample): Promise<ReadExample> {
    const { sentences, candidates, cases } = readResource(example.resource);
    const counted = [];
    for (const own of cases) counted.push({ own, leverCount: (await leverFinder.rule(own, embed)).length });
    const vectors = await embed(sentences.map(({ text }) => text));
    return { ...example, surroundings: { sentences, candidates, cases: counted }, vectors };
  }

  const examples: ReadExample[] = [];
  for (const example of [...readAnnotated(await readLearned(), gazetteer), ...(await readKnown())]) {
    examples.push(await read(example));
  }
  const fitted = fitActing(examples, createSignReader(taxonomy.levers));
  console.log('Territoires qui ont agi, précision et rappel : à publier (≥ 0,5), à relire (≥ 0,12)');
  for (const group of new Set(examples.map((example) => example.group))) {
    printGroup(
      group,
      fitted.unseen.filter(({ example }) => example.group === group),
    );
  }
  printGroup(
    'styles jamais vus',
    fitted.unseen.filter(({ example }) => example.group !== KNOWN),
  );
  const ids = taxonomy.levers.map(({ id }) => id);
  const said = await readSaid(taxonomy.levers, embed);
  const learn = (learnt: readonly ReadExample[]) => ({
    act: fitSentence(learnt),
    sentence: fitLeverSentences(learnt, said, ids),
    decision: UNDECIDED,
  });
  const pages: LeverPage[] = [];
  for (const out of splitGroups(examples)) {
    const model = learn(examples.filter(({ group }) => !out.has(group)));
    const finder = createLeverFinder(taxonomy.levers, embedder, model);
    for (const one of fitted.unseen)
      if (out.has(one.example.group)) pages.push(await describePage(one, finder, embed));
  }
  printLevers(pages);
  const decision = fitDecision(pages);
  if (options.write) {
    const { sentence } = learn(examples);
    await writeFile(LEVERS, `${JSON.stringify({ sentence, decision })}\n`);
    await writeFile(ACTING, `${JSON.stringify(fitted.model)}\n`);
  }
} finally {
  await embedder.close();
}
