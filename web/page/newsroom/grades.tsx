import type { ComponentChildren } from 'preact';
import { capitalise, KIND_LABELS } from '../../../src/domain/french/labels.ts';
import type { JudgedRequest } from '../../api/editing.ts';
import { typeset } from '../../french/typography.ts';

/** How well a fiche answers a request, from 0 to 3. */
const LABELS = ['Ne répond pas', 'Un peu', 'Répond', 'Exactement'] as const;

/** Names the keys that grade. @param thing noun, feminine @param enter verb of the Enter key */
export function keysHelp(thing: string, enter: string): string {
  return typeset(`Au clavier, les touches 0 à 3 notent et passent à la ${thing} suivante ; Entrée ${enter}.`);
}

interface GradesProps {
  /** Id of the fiche that is graded for a request, or of the request for a fiche. */
  readonly id: string;
  /** Grade that is published; null without one. */
  readonly before: number | null;
  readonly chosen: number | null;
  readonly title: string;
  /** Page about it, beside this one, which keeps the grades. */
  readonly href: string;
  /** Whether the page opens on it: the digits grade at once. */
  readonly hasFocus?: boolean;
  readonly children?: ComponentChildren;
}

/** Choice of a grade. */
export function Grades({ id, before, chosen, title, href, hasFocus = false, children }: GradesProps) {
  return (
    <fieldset class="card graded">
      <legend>
        <a href={href} target="_blank" rel="noopener">
          {title}
          <span class="visually-hidden"> (nouvel onglet)</span>
        </a>
      </legend>
      {children}
      <input type="hidden" name={`avant-${id}`} value={before ?? ''} />
      <div class="standing">
        {LABELS.map((label, grade) => (
          <label key={label} class="inline-choice" for={`note-${id}-${grade}`}>
            <input
              type="radio"
              id={`note-${id}-${grade}`}
              name={`note-${id}`}
              value={grade}
              checked={grade === chosen}
              data-focus={(hasFocus && grade === (chosen ?? 0)) || undefined}
            />{' '}
            {label}
          </label>
        ))}
        {before !== null && chosen !== before && (
          <span class="quiet">Note publiée&nbsp;: {LABELS[before]}</span>
        )}
      </div>
    </fieldset>
  );
}

const NAME = /^note-(.+)$/s;

/** Grades of a form, by id. */
export function gradesIn(form: FormData): ReadonlyMap<string, number> {
  return new Map(
    [...form].flatMap(([name, grade]) => {
      const [, id] = NAME.exec(name) ?? [];
      return id === undefined ? [] : [[id, Number(grade)] as const];
    }),
  );
}

/** Grades of a form that are not those that it was opened with. */
export function changedGrades(form: FormData): Readonly<Record<string, number>> {
  const changed = [...gradesIn(form)].filter(([id, grade]) => form.get(`avant-${id}`) !== String(grade));
  return Object.fromEntries(changed);
}

/** Grades that their editor chose: « Ne répond pas », where nothing was published, is what a form starts with. */
export function chosenGrades(form: FormData): ReadonlyMap<string, number> {
  const changed = Object.entries(changedGrades(form));
  return new Map(changed.filter(([id, grade]) => grade > 0 || form.get(`avant-${id}`) !== ''));
}

/** Name of the territory that asks, or its kind; empty without one. */
export function placeOf({ territory: { kind, name } }: Pick<JudgedRequest, 'territory'>): string {
  return name ?? (kind === null ? '' : capitalise(KIND_LABELS[kind]));
}
