import type { AnswerStore } from '../../src/ports/public-stores.ts';

interface KeptRow {
  readonly fingerprint: string;
  answer: Uint8Array | null;
}

export function createMemoryAnswerStore(): AnswerStore & { readonly rows: Map<string, KeptRow> } {
  const rows = new Map<string, KeptRow>();
  return {
    rows,
    async begin(digest, fingerprint) {
      const row = rows.get(digest);
      if (row === undefined) {
        rows.set(digest, { fingerprint, answer: null });
        return 'begun';
      }
      return row.fingerprint === fingerprint ? (row.answer ?? 'unanswered') : 'other-request';
    },
    async keep(digest, answer) {
      const row = rows.get(digest);
      if (row !== undefined) row.answer = answer;
    },
    async forget(digest) {
      rows.delete(digest);
    },
    removeBefore: async () => 0,
  };
}
