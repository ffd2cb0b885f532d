import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeEmbedder } from '../../../test/fakes/fake-embedder.ts';
import { encodeKnownVectors, hashText, rememberQuestions, withKnownVectors } from './known-vectors.ts';

const DIMENSIONS = 384;

/** Vector that the model never returns, to recognise the file's vectors. */
function mark(value: number): Float32Array {
  return new Float32Array(DIMENSIONS).fill(value);
}

function encode(texts: Readonly<Record<string, Float32Array>>, model = '1'): Uint8Array {
  const vectors = new Map(Object.entries(texts).map(([text, vector]) => [hashText(text), vector]));
  return encodeKnownVectors({ model, vectors });
}

describe('an embedder that knows vectors', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'known-vectors-'));
    file = join(folder, 'vectors.bin');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('asks the model for the missing texts only, and keeps the order', async () => {
    await writeFile(file, encode({ un: mark(0.25), trois: mark(0.75) }));
    const model = createFakeEmbedder();
    const [two, four] = await model.embedPassages(['deux', 'quatre']);
    const asked = vi.spyOn(model, 'embedPassages');
    const vectors = await withKnownVectors(model, file).embedPassages(['un', 'deux', 'trois', 'quatre']);
    expect(vectors).toEqual([mark(0.25), two, mark(0.75), four]);
    expect(asked.mock.calls).toEqual([[['deux', 'quatre'], undefined]]);
  });

  it('leaves the model alone when it knows them all', async () => {
    await writeFile(file, encode({ un: mark(0.25) }));
    const model = createFakeEmbedder();
    const asked = vi.spyOn(model, 'embedPassages');
    expect(await withKnownVectors(model, file).embedPassages(['un', 'un'])).toEqual([mark(0.25), mark(0.25)]);
    expect(asked).not.toHaveBeenCalled();
  });

  it('computes everything without a file, or with that of another model', async () => {
    const model = createFakeEmbedder();
    const expected = await model.embedPassages(['un']);
    expect(await withKnownVectors(model, file).embedPassages(['un'])).toEqual(expected);
    await writeFile(file, encode({ un: mark(0.25) }, 'autre'));
    expect(await withKnownVectors(model, file).embedPassages(['un'])).toEqual(expected);
  });

  it('refuses a damaged file, and says what to do', async () => {
    const bytes = encode({ un: mark(0.25), deux: mark(0.5) });
    for (const damaged of [new Uint8Array(), bytes.subarray(0, bytes.length - 1)]) {
      await writeFile(file, damaged);
      const refused = withKnownVectors(createFakeEmbedder(), file).embedPassages(['un']);
      await expect(refused).rejects.toMatchObject({
        code: 'corpus-invalid',
        message: expect.stringContaining('Remettez la copie d’origine'),
      });
    }
  });
});

describe('the vectors of the last questions', () => {
  it('asks the model once for a question, even when the caller changes the vector', async () => {
    const asked: string[] = [];
    const fake = createFakeEmbedder();
    const embedder = rememberQuestions({
      ...fake,
      embedQuery(text) {
        asked.push(text);
        return fake.embedQuery(text);
      },
    });
    const first = await embedder.embedQuery('ouvrir une épicerie');
    const copy = first.slice();
    first.fill(0);
    expect(await embedder.embedQuery('ouvrir une épicerie')).toEqual(copy);
    await embedder.embedQuery('ouvrir une recyclerie');
    expect(asked).toEqual(['ouvrir une épicerie', 'ouvrir une recyclerie']);
  });

  it('does not cache a failure', async () => {
    const fake = createFakeEmbedder();
    let failing = true;
    const embedder = rememberQuestions({
      ...fake,
      async embedQuery(text) {
        if (failing) throw new Error('the model is away');
        return fake.embedQuery(text);
      },
    });
    await expect(embedder.embedQuery('une question')).rejects.toThrow('away');
    failing = false;
    expect(await embedder.embedQuery('une question')).toEqual(await fake.embedQuery('une question'));
  });
});
