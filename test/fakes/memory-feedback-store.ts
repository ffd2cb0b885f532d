import type { Feedback } from '../../src/domain/feedback/feedback.ts';
import type { FeedbackStore } from '../../src/ports/public-stores.ts';

/** Makes a feedback store in memory. */
export function createMemoryFeedbackStore(): FeedbackStore {
  const kept = new Map<string, Feedback>();
  const sorted = () => [...kept.values()].sort((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? -1 : 1));
  return {
    async add(entries) {
      for (const entry of entries) if (!kept.has(entry.id)) kept.set(entry.id, entry);
    },
    findKnown: async (ids) => new Set(ids.filter((id) => kept.has(id))),
    remove: async (id) => kept.delete(id),
    async *list(since) {
      yield* sorted().filter(({ createdAt }) => since === null || createdAt >= since);
    },
    async removeBefore(instant) {
      const old = sorted().filter(({ createdAt }) => createdAt < instant);
      for (const { id } of old) kept.delete(id);
      return old.length;
    },
  };
}
