import { beforeEach, describe, expect, it } from 'vitest';
import { draft, type ImportBench, resourceItem, startBench } from './import-bench.ts';
import { resource } from './resource-samples.ts';
import type { StoreSubject } from './store-subject.ts';

const others = [
  draft({ id: 'c1', summary: 'Une recyclerie ouvre.' }),
  draft({ id: 'c2', summary: 'Une recyclerie ferme.' }),
  draft({ id: 'c3', summary: 'Canari réservé.', access: 'members' }),
];
const secret = draft({ id: 'secret', summary: 'Une recyclerie nommée vercingetorix.' });

export function describeWords(subject: StoreSubject): void {
  let bench: ImportBench;

  /** All that the scores of other fiches depend on. */
  async function readWeights() {
    const statistics = (await subject.store.loadSnapshot('public'))?.statistics;
    const rows = await subject.query(
      `select id, lexical::text from experiences where id <> 'secret' order by id`,
    );
    return { statistics, rows: [...rows] };
  }

  describe('word statistics', () => {
    beforeEach(async () => {
      bench = await startBench(subject, ...others, secret);
    });

    it('count the public fiches of the index, with their places but without départements and régions', async () => {
      const { statistics } = await readWeights();
      expect(statistics?.documentCount).toBe(3);
      expect(statistics?.documentFrequencies.get('recyclerie')).toBe(3);
      expect(statistics?.documentFrequencies.get('vercingetorix')).toBe(1);
      expect(statistics?.documentFrequencies.has('canari')).toBe(false);
    });

    it.each([
      ['hidden', () => bench.correct('secret', { status: 'set-aside' }, 'cle')],
      ['deleted', () => bench.delete('secret', 'cle')],
      ['erased', () => bench.erase('secret', 'cle')],
      [
        'withdrawn from the corpus',
        () => {
          bench.corpus.pop();
          return bench.index();
        },
      ],
      [
        'reserved for members',
        () => {
          bench.corpus.splice(-1, 1, { ...secret, access: 'members' });
          return bench.index();
        },
      ],
    ])('are those of an index that never had a fiche once it is %s', async (_, withdraw) => {
      await withdraw();
      const withdrawn = await readWeights();
      bench = await startBench(subject, ...others);
      expect(withdrawn).toEqual(await readWeights());
    });

    it('forget the words that a correction removes, and remember a fiche shown again', async () => {
      const before = await readWeights();
      await bench.correct('secret', { status: 'set-aside' }, 'cle');
      await bench.correct('secret', { status: 'published' }, 'cle');
      expect(await readWeights()).toEqual(before);
      await bench.correct('secret', { summary: 'Une recyclerie.' }, 'cle');
      expect((await readWeights()).statistics?.documentFrequencies.has('vercingetorix')).toBe(false);
    });

    it('stay the same when a fiche is added, until the index is rebuilt', async () => {
      const before = await readWeights();
      const added = resource({ id: 'r1', text: 'neuve: Une recyclerie nommée ambiorix.' });
      await bench.import([resourceItem(added)]);
      expect((await readWeights()).statistics).toEqual(before.statistics);
      await bench.correct('c1', { year: 1999 }, 'cle');
      expect((await readWeights()).statistics).toEqual(before.statistics);
      await bench.index(true);
      const { statistics } = await readWeights();
      expect(statistics?.documentCount).toBe(4);
      expect(statistics?.documentFrequencies.get('ambiorix')).toBe(1);
    });
  });
}
