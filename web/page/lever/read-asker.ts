import type { LeverPage, TerritoryKind } from '../../api/answers.ts';
import type { Api } from '../../api/client.ts';
import { isEmpty, type Question, toApiQuery } from '../../question/question.ts';

type LeverCase = LeverPage['experiences'][number];

/** The collectivité that reads the page of a lever, and the experiences of the lever in its order. */
export interface Asker {
  /** Null also for an authority with a statute of its own: no rule of a kind is its own. */
  readonly kind: TerritoryKind | null;
  readonly statute: string | null;
  readonly cases: readonly LeverCase[];
  /** Whether the first cases are the closest to its question. */
  readonly isByCloseness: boolean;
}

/** Most experiences that an answer may have. */
const MOST_EXPERIENCES = '50';

/**
 * Reads the question of the address: the closest experiences of the lever first, the others in the order of the page.
 * Without a question that can be answered, the page reads as for anybody.
 */
export async function readAsker(api: Api, lever: LeverPage, question: Question): Promise<Asker> {
  const anybody: Asker = { kind: null, statute: null, cases: lever.experiences, isByCloseness: false };
  if (isEmpty(question)) return anybody;
  const levers = [...new Set([...question.levers, lever.id])];
  const query = toApiQuery({ ...question, levers }, MOST_EXPERIENCES);
  const answer = await api.get('/v1/recommendations', { query });
  if (!answer.ok) return anybody;
  const { profile, experiences } = answer.data;
  const closest = experiences.flatMap(({ experience }) => {
    const use = experience.levers.find(({ id }) => id === lever.id);
    return use === undefined ? [] : { ...experience, what: use.what };
  });
  const ids = new Set(closest.map(({ id }) => id));
  const others = lever.experiences.filter(({ id }) => !ids.has(id));
  const { statute } = profile;
  const kind = statute === null ? profile.kind.value : null;
  return { kind, statute, cases: [...closest, ...others], isByCloseness: closest.length > 0 };
}
