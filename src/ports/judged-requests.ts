import { z } from 'zod';
import type { Frozen } from '../domain/experience/experience.ts';
import { TERRITORY_KINDS } from '../domain/territory/territory.ts';
import { identifier, keptText } from '../domain/text/kept-text.ts';

/** Request with what a person judged of its answers. */
export const judgedRequestSchema = z.object({
  id: identifier,
  territory: z.object({ kind: z.enum(TERRITORY_KINDS).nullable(), code: z.string().nullable() }),
  priorities: keptText,
  /** From 0 (useless) or 1 (marginal) to 3 (answers the request), by the id of an experience. */
  experiences: z.record(identifier, z.int().min(0).max(3)),
  /** Ids of the levers that an adviser would name, best first. */
  levers: z.array(identifier),
});
export type JudgedRequest = Frozen<z.output<typeof judgedRequestSchema>>;

/** Request judged in the newsroom; it stands for the one of the program of the same id. */
export interface NewsroomJudgment {
  readonly request: JudgedRequest;
  /** As it was judged before here; null the first time. */
  readonly previous: JudgedRequest | null;
  /** ISO 8601. */
  readonly at: string;
}

/** Judgments of the newsroom, published with the index. */
export interface JudgmentStore {
  /** Last judged first. Throws `deadline-exceeded` or `store-unavailable`. */
  list(signal?: AbortSignal): Promise<readonly NewsroomJudgment[]>;
}
