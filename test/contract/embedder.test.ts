import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTransformersEmbedder } from '../../src/adapters/embedding/transformers-embedder.ts';
import type { Embedder } from '../../src/ports/embedder.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';
import { MODEL_DIRECTORY } from '../fixtures/model-directory.ts';
import { cosine, describeEmbedder, embedPassage, longText } from './embedder.contract.ts';

const timeoutMs = 60_000;

describeEmbedder('fake', async () => createFakeEmbedder());
describeEmbedder('e5-small-essaimage', () =>
  createTransformersEmbedder({ modelDirectory: MODEL_DIRECTORY, timeoutMs }),
);

/** Cosines of questions and passages, measured with the model of the repository. */
const KNOWN_COSINES = [
  {
    question: 'ouvrir une épicerie solidaire',
    passage: 'La commune prête un local à une épicerie sociale et solidaire.',
    expected: 0.61,
  },
  {
    question: 'ouvrir une épicerie solidaire',
    passage: 'Le syndicat des eaux remplace les canalisations en plomb.',
    expected: 0.021,
  },
  {
    question: 'covoiturage en milieu rural',
    passage: 'Des habitants se déplacent à plusieurs dans la même voiture dans un territoire peu dense.',
    expected: 0.33,
  },
  {
    question: 'recyclerie',
    passage: 'Une ressourcerie répare et revend les objets déposés en déchèterie.',
    expected: 0.422,
  },
];

/** Question, passage with the same meaning in other words, unrelated passage. */
const SYNONYMS = [
  ['recyclerie', 'ressourcerie', 'école de musique'],
  ['covoiturage', 'partager sa voiture à plusieurs', 'exposition de peinture'],
  ['prendre des parts dans une coopérative', 'entrer au capital d’une SCIC', 'horaires de la bibliothèque'],
  ['potager', 'maraîchage', 'panneaux solaires'],
] as const;

describe('e5-small-essaimage', () => {
  let embedder: Embedder;
  beforeAll(async () => {
    embedder = await createTransformersEmbedder({ modelDirectory: MODEL_DIRECTORY, timeoutMs });
  });
  afterAll(() => embedder.close());

  it('has 384 dimensions and its name', () => {
    expect(embedder.dimensions).toBe(384);
    expect(embedder.modelId).toMatch(/^e5-small-essaimage@[0-9a-f]{12}$/);
  });

  it.each(KNOWN_COSINES)('puts « $question » at $expected of « $passage »', async (pair) => {
    const measured = cosine(
      await embedder.embedQuery(pair.question),
      await embedPassage(embedder, pair.passage),
    );
    expect(Math.abs(measured - pair.expected)).toBeLessThan(0.01);
  });

  it.each(SYNONYMS)('puts « %s » nearer to « %s » than to « %s »', async (question, same, other) => {
    const vector = await embedder.embedQuery(question);
    const [near = 0, far = 1] = (await embedder.embedPassages([same, other])).map((passage) =>
      cosine(vector, passage),
    );
    expect(near).toBeGreaterThan(far);
  });

  it('ignores the Unicode normalisation of accents', async () => {
    expect(await embedder.embedQuery('e\u0301picerie')).toEqual(await embedder.embedQuery('épicerie'));
  });

  it('gives a passage the same bits in any batch, also while questions come in', async () => {
    const texts = Array.from({ length: 40 }, (_, index) => `La commune ${'aide '.repeat((index * 7) % 60)}`);
    const [together, question] = await Promise.all([
      embedder.embedPassages(texts),
      embedder.embedQuery('aide'),
    ]);
    const alone: Float32Array[] = [];
    for (const text of [...texts].reverse()) alone.unshift(await embedPassage(embedder, text));
    expect(together).toEqual(alone);
    expect(question).toEqual(await embedder.embedQuery('aide'));
  });

  it('takes the last sentence of a text much longer than its window into account', async () => {
    const question = await embedder.embedQuery('reprendre un abattoir');
    const [without = 1, withIt = 0] = (
      await embedder.embedPassages([
        longText('Fin.'),
        longText('Les éleveurs reprennent ensemble l’abattoir de la commune. '.repeat(10)),
      ])
    ).map((passage) => cosine(question, passage));
    expect(withIt).toBeGreaterThan(without + 0.01);
  });
});

describe('the thread of the real model', () => {
  it('is replaced when it dies, and the new one gives the same bits', async () => {
    const onWorkerDeath = vi.fn<(cause: unknown) => void>();
    const embedder = await createTransformersEmbedder({
      modelDirectory: MODEL_DIRECTORY,
      timeoutMs,
      workerEntry: new URL('../fixtures/mortal-model-worker.ts', import.meta.url),
      onWorkerDeath,
    });
    const before = await embedder.embedQuery('épicerie');
    await expect(embedder.embedQuery('meurs')).rejects.toMatchObject({ code: 'embedder-unavailable' });
    expect(onWorkerDeath).toHaveBeenCalledOnce();
    expect(await embedder.embedQuery('épicerie')).toEqual(before);
    await embedder.close();
  });

  it('stops a question that passes its deadline, then answers others', async () => {
    const onWorkerDeath = vi.fn<(cause: unknown) => void>();
    const embedder = await createTransformersEmbedder({
      modelDirectory: MODEL_DIRECTORY,
      timeoutMs: 100,
      limits: { graceMs: 60_000 },
      onWorkerDeath,
    });
    const endless = longText('Fin.').repeat(10);
    await expect(embedder.embedQuery(endless)).rejects.toMatchObject({ code: 'deadline-exceeded' });
    await expect(embedder.embedPassages(['épicerie'])).resolves.toHaveLength(1);
    expect(onWorkerDeath).not.toHaveBeenCalled();
    await embedder.close();
  });

  it('can be stopped in the middle of a computation, repeatedly', async () => {
    for (let round = 0; round < 2; round += 1) {
      const embedder = await createTransformersEmbedder({
        modelDirectory: MODEL_DIRECTORY,
        timeoutMs,
        limits: { batchTimeoutMs: 20, graceMs: 1, closeTimeoutMs: 1 },
      });
      const late = { code: 'deadline-exceeded' };
      await expect(embedder.embedPassages([longText('Fin.')])).rejects.toMatchObject(late);
      expect(await embedder.embedQuery('épicerie')).toHaveLength(384);
      const running = Promise.allSettled([embedder.embedQuery(longText('Fin.'))]);
      await embedder.close();
      await running;
    }
  });
});

describe('another model folder', () => {
  let root: string;
  let directory: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'modele-'));
    directory = join(root, 'modèle local');
    await cp(MODEL_DIRECTORY, directory, { recursive: true });
  });
  afterAll(() => rm(root, { recursive: true }));

  it('may be anywhere, and has its own id', async () => {
    const embedder = await createTransformersEmbedder({ modelDirectory: directory, timeoutMs });
    expect(embedder.modelId).toMatch(/^modèle local@/);
    expect(await embedder.embedQuery('épicerie')).toHaveLength(384);
    await embedder.close();
  });
});
