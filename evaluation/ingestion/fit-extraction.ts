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
import { createResourceReader } from '../../src/ingestion/extract/experience-extractor.ts';
import { rememberVectors } from '../../src/ingestion/extract/meaning/remember-vectors.ts';
import { createLeverFinder } from '../../src/ingestion/extract/what/find-levers.ts';
import { createSignReader } from '../../src/ingestion/extract/what/lever-signs.ts';
import { type ExtractionExample, keyOf, readAnnotated, readKnown } from './extraction-examples.ts';
import { type FittedActing, fitActing, fitSentence, type ReadExample } from './fit-acting.ts';
import { countLevers, fitLeverHeads, sentencesOf } from './fit-lever-heads.ts';
import { TRAINING_PARTS } from './material.ts';

const ACTING = fileURLToPath(new URL('../../src/ingestion/extract/acting/model.json', import.meta.url));
const LEVERS = fileURLToPath(new URL('../../src/ingestion/extract/what/lever-heads.json', import.meta.url));
/** Weight of the examples that define a lever. */
const EXAMPLE_WEIGHT = 0.3;
/** Styles on which the lever heads of the others are measured. */
const HELD_OUT = ['presse-specialisee', 'magazine-departement', 'site-structure'];
const { values: options } = parseArgs({ options: { write: { type: 'boolean', default: false } } });

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
  const figures = [0.5, 0.15].map((least) => {
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
  const findLevers = createLeverFinder(taxonomy.levers, embedder);
  const embed = rememberVectors(embedder);

  async function read(example: ExtractionExample): Promise<ReadExample> {
    const { sentences, candidates, cases } = readResource(example.resource);
    const counted = [];
    for (const own of cases) counted.push({ own, leverCount: (await findLevers(own, embed)).length });
    const vectors = await embed(sentences.map(({ text }) => text));
    return { ...example, surroundings: { sentences, candidates, cases: counted }, vectors };
  }

  const examples: ReadExample[] = [];
  for (const example of [...(await readAnnotated(TRAINING_PARTS, gazetteer)), ...(await readKnown())]) {
    examples.push(await read(example));
  }
  const fitted = fitActing(examples, createSignReader(taxonomy.levers));
  console.log('Territoires qui ont agi, précision et rappel : à publier (≥ 0,5), à relire (≥ 0,15)');
  for (const group of new Set(examples.map((example) => example.group))) {
    printGroup(
      group,
      fitted.unseen.filter(({ example }) => example.group === group),
    );
  }
  printGroup(
    'styles jamais vus',
    fitted.unseen.filter(({ example }) => example.proofs !== null),
  );
  const taught = taxonomy.levers.flatMap(({ id, examples: said }) => said.map((text) => ({ id, text })));
  const vectors = await embed(taught.map(({ text }) => text));
  const given = taught.flatMap(({ id }, i) => {
    const vector = vectors[i];
    return vector === undefined ? [] : [{ vector, levers: new Set([id]), weight: EXAMPLE_WEIGHT }];
  });
  const ids = taxonomy.levers.map(({ id }) => id);
  const once = examples.filter((_, i) => i % 2 === 0);
  const isHeldOut = ({ group }: ReadExample) => HELD_OUT.includes(group);
  const act = fitSentence(once.filter((one) => !isHeldOut(one)));
  const others = fitLeverHeads([...sentencesOf(once.filter((one) => !isHeldOut(one))), ...given], ids);
  for (const least of [0.15, 0.2, 0.25, 0.3, 0.4]) {
    const { right, wrong, expected } = countLevers(
      { act, heads: others },
      sentencesOf(once.filter(isHeldOut)),
      least,
    );
    console.log(
      `leviers d’une phrase, ≥ ${least} : ${(right / (right + wrong)).toFixed(2)} et ${(right / expected).toFixed(2)}`,
    );
  }
  const heads = fitLeverHeads([...sentencesOf(once), ...given], ids);
  if (options.write)
    await writeFile(LEVERS, `${JSON.stringify({ act: fitted.model.sentence, levers: heads })}\n`);
  if (options.write) await writeFile(ACTING, `${JSON.stringify(fitted.model)}\n`);
} finally {
  await embedder.close();
}
