import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../src/ports/embedder.ts';

export function cosine(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, dimension) => sum + value * (other[dimension] ?? 0), 0);
}

export async function embedPassage(embedder: Embedder, text: string): Promise<Float32Array> {
  const [vector] = await embedder.embedPassages([text]);
  if (vector === undefined) throw new Error('no vector');
  return vector;
}

const PASSAGES = [
  'La commune prête un local à une épicerie solidaire.',
  'Une recyclerie.',
  'Le département finance un chantier d’insertion qui prépare les légumes des cantines de douze collèges.',
  'Une recyclerie.',
];

/** Returns a text of about 800 words, then `ending`. */
export function longText(ending: string): string {
  return `${'La commune soutient les associations du village et les habitants. '.repeat(80)}${ending}`;
}

/** An ordinary sentence, then edge cases. */
const TEXTS = [
  { name: 'a sentence', text: 'La commune prête un local à une épicerie solidaire.' },
  { name: 'nothing', text: '' },
  { name: 'spaces', text: ' \t\n ' },
  { name: 'a NUL', text: 'a\u0000b' },
  { name: 'a lone surrogate', text: 'abc \ud800 def' },
  { name: '33 dashes', text: '-'.repeat(33) },
  { name: 'emoji only', text: '🌱🚲' },
  { name: 'one long word', text: 'a'.repeat(3000) },
];

export function describeEmbedder(name: string, create: () => Promise<Embedder>): void {
  describe(`the embedder contract, ${name}`, () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await create();
    });
    afterAll(() => embedder.close());

    it('has an id and a calibration of its cosines', () => {
      expect(embedder.modelId).toMatch(/^[\w.-]+@\w+$/);
      const { background, strong } = embedder.calibration;
      expect(background).toBeLessThan(strong);
      expect(Math.abs(background)).toBeLessThanOrEqual(1);
      expect(Math.abs(strong)).toBeLessThanOrEqual(1);
    });

    it.each(TEXTS)('gives unit vectors of the announced dimensions for $name', async ({ text }) => {
      for (const vector of [await embedder.embedQuery(text), await embedPassage(embedder, text)]) {
        expect(vector).toHaveLength(embedder.dimensions);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
      }
    });

    it('gives the same bits for the same text', async () => {
      const text = 'Ouvrir une épicerie solidaire';
      expect(await embedder.embedQuery(text)).toEqual(await embedder.embedQuery(text));
    });

    it('gives passages in order the same vectors together as alone', async () => {
      const together = await embedder.embedPassages(PASSAGES);
      const alone = [];
      for (const text of PASSAGES) alone.push(await embedPassage(embedder, text));
      expect(together).toEqual(alone);
      expect(together[1]).toEqual(together[3]);
      expect(together[0]).not.toEqual(together[1]);
    });

    it('gives vectors that do not share memory', async () => {
      const [first, second] = await embedder.embedPassages(PASSAGES);
      expect(first?.buffer.byteLength).toBe(embedder.dimensions * 4);
      expect(first?.buffer).not.toBe(second?.buffer);
    });

    it('gives no vector for no passage', async () => {
      expect(await embedder.embedPassages([])).toEqual([]);
    });

    it('places the relevant passage nearest to the question', async () => {
      const question = await embedder.embedQuery('ouvrir une épicerie solidaire dans un local de la commune');
      const [grocery = 0, ...others] = (await embedder.embedPassages(PASSAGES)).map((passage) =>
        cosine(question, passage),
      );
      for (const other of others) expect(grocery).toBeGreaterThan(other);
    });

    it('embeds a question and a passage of the same words differently, but close to each other', async () => {
      const text = 'Une recyclerie intercommunale';
      const question = await embedder.embedQuery(text);
      const passage = await embedPassage(embedder, text);
      expect(question).not.toEqual(passage);
      expect(cosine(question, passage)).toBeGreaterThan(0.7);
    });

    it('reads a long text to its end', async () => {
      const [abattoir, cinema] = await embedder.embedPassages([
        longText('Enfin, les éleveurs reprennent un abattoir.'),
        longText('Enfin, un cinéma itinérant passe chaque mois.'),
      ]);
      expect(abattoir).not.toEqual(cinema);
      expect(await embedder.embedQuery(longText('abattoir'))).not.toEqual(
        await embedder.embedQuery(longText('cinéma')),
      );
    });

    it('refuses texts once closed, and can be closed twice', async () => {
      const other = await create();
      await other.close();
      await other.close();
      await expect(other.embedQuery('épicerie')).rejects.toMatchObject({ code: 'embedder-unavailable' });
      await expect(other.embedPassages(['épicerie'])).rejects.toMatchObject({ code: 'embedder-unavailable' });
    });
  });
}
