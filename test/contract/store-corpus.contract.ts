import { beforeEach, describe, expect, it } from 'vitest';
import type { IndexingOptions } from '../../src/application/import/import-experiences.ts';
import { createImportBench, draft, emptyStore, type ImportBench } from './import-bench.ts';
import type { StoreSubject } from './store-subject.ts';

export function describeCorpus(subject: StoreSubject): void {
  let bench: ImportBench;
  const titleOf = async (id: string) => (await subject.store.findById(id, 'members'))?.title;
  const stateOf = async () => {
    const { revision, ...state } = await subject.imports.loadState();
    return { ...state, versions: [await subject.store.currentVersion('public')] };
  };

  async function startAgain(): Promise<void> {
    await emptyStore(subject);
    bench = createImportBench(subject);
    const territories = [{ name: 'Rennes', kind: 'commune', code: '35238', populationCount: null }] as const;
    bench.corpus.push(draft({ id: 'a', territories }), draft({ id: 'b' }), draft({ id: 'c' }));
  }

  describe('the corpus', () => {
    beforeEach(startAgain);

    it('is indexed once, with progress, its territories completed, then no more', async () => {
      const progress: number[] = [];
      const onProgress: IndexingOptions['onProgress'] = ({ done, total }) => progress.push(done / total);
      const report = { total: 3, indexed: 3, unchanged: 0, removed: 0 };
      expect(await bench.index(false, { onProgress })).toEqual(report);
      expect(progress).toEqual([1 / 3, 2 / 3, 1]);
      expect((await subject.store.findById('a', 'public'))?.territories[0]).toMatchObject({
        populationCount: 230_000,
        department: { code: '35' },
        region: { code: '53' },
      });
      const { revision } = await subject.imports.loadState();
      expect(await bench.index()).toEqual({ ...report, indexed: 0, unchanged: 3 });
      expect((await subject.imports.loadState()).revision).toBe(revision);
    });

    it('gives what changed, embeds new passages alone, and takes away what is gone', async () => {
      await bench.index();
      const { recipe } = await subject.imports.loadState();
      bench.embedded.length = 0;
      const changed = draft({ id: 'b', summary: 'La commune prête un local à b. Une phrase neuve.' });
      bench.corpus.splice(1, 2, changed, draft({ id: 'd' }));
      expect(await bench.index()).toEqual({ total: 3, indexed: 2, unchanged: 1, removed: 1 });
      expect(bench.embedded.filter((text) => !text.includes('à d'))).toEqual([
        expect.stringContaining('Titre b.'),
        'Une phrase neuve.',
        'Les habitants gèrent le lieu.',
      ]);
      expect([await titleOf('c'), await titleOf('d')]).toEqual([undefined, 'Titre d']);
      expect((await subject.imports.loadState()).recipe).toEqual(recipe);
    });

    it('resumes after an interruption, and gives the index of an undisturbed import', async () => {
      await bench.index();
      const undisturbed = await stateOf();
      await startAgain();
      let left = 1;
      const imports: StoreSubject['imports'] = {
        ...subject.imports,
        async stage(batch, change) {
          if (left === 0) throw new Error('crash');
          left -= 1;
          return subject.imports.stage(batch, change);
        },
      };
      const dying = createImportBench({ imports, feedback: subject.feedback });
      dying.corpus.push(...bench.corpus);
      await expect(dying.index()).rejects.toThrow('crash');
      expect(await titleOf('a')).toBeUndefined();
      expect(await bench.index()).toMatchObject({ indexed: 2, unchanged: 1 });
      expect(await stateOf()).toEqual(undisturbed);
    });

    it('is kept when its file was emptied, unless asked to remove it', async () => {
      await bench.index();
      bench.corpus.length = 0;
      for (const rebuild of [false, true]) {
        const failure = {
          code: 'corpus-invalid',
          message: expect.stringContaining('alors que 3 en viennent'),
        };
        await expect(bench.index(rebuild)).rejects.toMatchObject(failure);
      }
      expect(await titleOf('a')).toBe('Titre a');
      expect(await bench.index(false, { allowEmpty: true })).toMatchObject({ removed: 3 });
      expect(await titleOf('a')).toBeUndefined();
      expect(await bench.index()).toMatchObject({ total: 0 });
    });

    it('is written by a command that reads only when there is no index yet', async () => {
      expect(await bench.index(false, { onlyMissing: true })).toMatchObject({ indexed: 3 });
      const before = await subject.imports.loadState();
      bench.corpus.splice(0, 3, draft({ id: 'a', title: 'Nouveau titre' }));
      await bench.index(false, { onlyMissing: true });
      bench.corpus.length = 0;
      await bench.index(false, { onlyMissing: true });
      expect(await subject.imports.loadState()).toEqual(before);
      expect(await titleOf('a')).toBe('Titre a');
    });
  });
}
