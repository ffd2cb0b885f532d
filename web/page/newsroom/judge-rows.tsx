import { shorten } from '../../../src/domain/french/formats.ts';
import type { Experience, Label } from '../../api/answers.ts';
import type { Failure } from '../../api/client.ts';
import type { JudgedRequest } from '../../api/editing.ts';
import { readExperiences } from '../../api/read-experiences.ts';
import { typeset } from '../../french/typography.ts';
import { Places } from '../../question/places.tsx';
import { textOf, textsOf } from '../layout/form-texts.ts';
import type { PageRequest } from '../layout/page.ts';
import type { SearchData } from '../search/data/search-data.ts';
import { reviewPath } from './addresses.ts';
import { chosenGrades, Grades, gradesIn } from './grades.tsx';

const SHOWN = 20;
/** Experiences of the longest ranking. */
export const MOST = 50;
/** Button and field that ask for it. */
export const MORE = 'cinquante';
const MAX_EXCERPT = 200;

/** Fiche to grade. */
interface Row {
  readonly experience: Experience;
  /** Grade that is published; null without one. */
  readonly before: number | null;
  readonly chosen: number | null;
}

export interface Judging {
  readonly request: PageRequest;
  readonly search: SearchData;
  /** Null for a new request. */
  readonly judged: JudgedRequest | null;
  /** Form to show again, to add fiches or after a failure; null for none. */
  readonly form: FormData | null;
  readonly failure: Failure | null;
  /** Whether it asks to publish although nothing answers. */
  readonly isUnanswered: boolean;
}

/** Asks for the ranking of the question of the form, where only what the editor chose of another one stays. */
export const RANK = 'reclasser';

/** Loads the fiches to grade: those that are found by words, those that are judged, those of the ranking. */
export async function loadRows({ request: { api }, search: { outcome }, judged, form }: Judging) {
  const fields = form ?? new FormData();
  const q = textOf(fields, 'mots');
  const results = q === '' ? null : await readExperiences(api, new URLSearchParams({ q, limit: '10' }));
  const ranking = outcome?.ok ? outcome.data.experiences.map(({ experience }) => experience) : [];
  const listed = results?.ok ? results.data.experiences : [];
  const [typed, own] = [gradesIn(fields), chosenGrades(fields)];
  const before = new Map(judged?.experiences.map(({ id, grade }) => [id, grade]));
  const known = new Map([...ranking, ...listed].map((experience) => [experience.id, experience]));
  const shown = ranking.slice(0, fields.has(MORE) ? MOST : SHOWN).map(({ id }) => id);
  const left = textOf(fields, 'geste') === RANK ? own : typed;
  const added = [...left.keys()].filter((id) => !before.has(id) && !shown.includes(id));
  const found = [...new Set([...listed.map(({ id }) => id), ...added])];
  async function rowOf(id: string): Promise<Row | null> {
    const read = known.has(id) ? null : await api.get('/v1/experiences/{id}', { path: { id } });
    const experience = known.get(id) ?? (read?.ok ? read.data : null);
    // Grades that somebody published meanwhile stay where the editor chose none.
    const chosen = own.get(id) ?? before.get(id) ?? typed.get(id) ?? (shown.includes(id) ? 0 : null);
    return experience && { experience, before: before.get(id) ?? null, chosen };
  }
  async function rowsOf(ids: readonly string[]): Promise<readonly Row[]> {
    const rows = [];
    for (const id of ids) rows.push(await rowOf(id));
    return rows.filter((row) => row !== null);
  }
  return {
    found: await rowsOf(found),
    graded: await rowsOf([...before.keys()].filter((id) => !found.includes(id))),
    ranked: await rowsOf(shown.filter((id) => !found.includes(id) && !before.has(id))),
  };
}

interface RowsProps {
  readonly title: string;
  readonly rows: readonly Row[];
  /** Fiche on which the page opens. */
  readonly first: Row | undefined;
}

export function Rows({ title, rows, first }: RowsProps) {
  if (rows.length === 0) return null;
  return (
    <section class="stack">
      <h2>{typeset(title)}</h2>
      {rows.map(({ experience, ...grades }) => (
        <Grades
          key={experience.id}
          {...grades}
          id={experience.id}
          title={typeset(experience.title)}
          href={reviewPath(experience.id)}
          hasFocus={experience.id === first?.experience.id}
        >
          <Places experience={experience} />
          <p>{typeset(shorten(experience.summary, MAX_EXCERPT))}</p>
        </Grades>
      ))}
    </section>
  );
}

/** Levers that are published, with the changes of the editor. */
function chosenLevers(form: FormData, published: readonly string[]): readonly string[] {
  const [shown, typed] = [textOf(form, 'leviers-avant').split(','), textsOf(form, 'levier')];
  const kept = published.filter((id) => typed.includes(id) || !shown.includes(id));
  return [...kept, ...typed.filter((id) => !shown.includes(id))];
}

/** Levers to advise: those that are judged, then those of the ranking; the others are folded. */
export function Levers({
  levers,
  judging: { judged, search, form },
}: {
  readonly levers: readonly Label[];
  readonly judging: Judging;
}) {
  const before = judged?.levers ?? [];
  const chosen = form === null ? before : chosenLevers(form, before);
  const ranked = search.outcome?.ok ? search.outcome.data.levers.map(({ lever }) => lever.id) : [];
  const advised = [...new Set([...before, ...ranked])];
  const box = ({ id, label }: Label) => (
    <label class="chip" key={id} for={`levier-${id}`}>
      <input type="checkbox" id={`levier-${id}`} name="levier" value={id} checked={chosen.includes(id)} />
      <span>{typeset(label)}</span>
    </label>
  );
  return (
    <fieldset class="chips">
      <legend>
        Les leviers à conseiller<span class="hint-inline">facultatif</span>
      </legend>
      <input type="hidden" name="leviers-avant" value={before.join()} />
      {advised.flatMap((id) => levers.filter((lever) => lever.id === id)).map(box)}
      <details class="more">
        <summary>Les autres leviers</summary>
        <div class="chips">{levers.filter(({ id }) => !advised.includes(id)).map(box)}</div>
      </details>
    </fieldset>
  );
}
