import type { ComponentChildren } from 'preact';
import { describeCheck, describeLife } from '../../../src/domain/french/describe-answer.ts';
import { capitalise } from '../../../src/domain/french/labels.ts';
import type { Recommendation } from '../../api/answers.ts';
import { count, typeset } from '../../french/typography.ts';
import { Marks, Places } from '../../question/places.tsx';
import { type Question, toApiQuery } from '../../question/question.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { addressOf, readAsked, writeAsked } from '../search/data/address.ts';
import { type Asked, loadSearch } from '../search/data/search-data.ts';
import { listErrors } from '../search/form/field-errors.ts';
import { type Kept, NOTHING_KEPT, readKept, writeKept } from './kept.ts';

interface NoteProps {
  /** Address of the answer that the note cites. */
  readonly asked: Asked;
  readonly recommendation: Recommendation;
  readonly kept: Kept;
}

interface OptionProps {
  readonly name: 'experience' | 'lever';
  readonly id: string;
  readonly label: string;
  readonly isKept: boolean;
  readonly children: ComponentChildren;
}

function Option({ name, id, label, isKept, children }: OptionProps) {
  const inputId = `${name}-${id}`;
  return (
    <div class="note-option">
      <input
        type="checkbox"
        id={inputId}
        name={name}
        value={id}
        checked={isKept}
        aria-describedby={`${inputId}-about`}
      />
      <div>
        <label for={inputId}>{typeset(label)}</label>
        <div id={`${inputId}-about`}>{children}</div>
      </div>
    </div>
  );
}

function Experiences({ recommendation: { experiences, needs }, kept }: Omit<NoteProps, 'asked'>) {
  const unchecked = experiences.filter(({ experience }) => experience.checkedOn === null).length;
  return (
    <fieldset class="note-choice">
      <legend>Expériences à citer</legend>
      {unchecked > 0 && <p>{count(unchecked, 'récit jamais revérifié', 'récits jamais revérifiés')}.</p>}
      {/* Sent even when nothing is ticked: the note then cites none. */}
      <input type="hidden" name="experience" value={NOTHING_KEPT} />
      {experiences.map((result) => {
        const { id, title } = result.experience;
        const life = capitalise(describeLife(result.experience).replace(`, ${describeCheck(null)}`, ''));
        return (
          <Option key={id} name="experience" id={id} label={title} isKept={kept.experiences.includes(id)}>
            <Marks result={result} needCount={needs.length} />
            <Places experience={result.experience} />
            <p>{typeset(life)}</p>
          </Option>
        );
      })}
    </fieldset>
  );
}

function Levers({ recommendation: { levers }, kept }: Omit<NoteProps, 'asked'>) {
  return (
    <fieldset class="note-choice">
      <legend>Leviers à présenter</legend>
      <input type="hidden" name="lever" value={NOTHING_KEPT} />
      {levers.map(({ lever: { id, label, definition }, whoMay }) => (
        <Option key={id} name="lever" id={id} label={label} isKept={kept.levers.includes(id)}>
          <p>{typeset(whoMay === null || whoMay.may === 'yes' ? definition : whoMay.text)}</p>
        </Option>
      ))}
    </fieldset>
  );
}

function NoteForm({ asked, recommendation, kept }: NoteProps) {
  return (
    <form action="/note" method="get" class="note-form">
      {[...writeAsked(asked)].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Experiences recommendation={recommendation} kept={kept} />
      <Levers recommendation={recommendation} kept={kept} />
      <p class="button-row">
        <button type="submit" name="format" value="docx" class="primary">
          Télécharger la note (Word, LibreOffice)
        </button>
        <button type="submit" name="format" value="html">
          Ouvrir la note à imprimer
        </button>
        <button type="submit">Garder ce choix dans l’adresse</button>
      </p>
    </form>
  );
}

function NoteView(props: NoteProps) {
  const { asked, recommendation } = props;
  const hasResults = recommendation.experiences.length + recommendation.levers.length > 0;
  return (
    <div class="browse">
      <header class="page-head">
        <p class="quiet">
          <a href={addressOf(asked)}>Revenir à la réponse</a>
        </p>
        <h1>Note pour le conseil</h1>
        <p>
          {typeset(
            'Deux pages d’après votre réponse : la demande, trois cas, deux leviers et un projet de délibération ; en annexe, le droit de ces leviers. Ce que le service ne sait pas y est surligné, à compléter.',
          )}
        </p>
      </header>
      {hasResults ? (
        <NoteForm {...props} />
      ) : (
        <p class="notice">
          {typeset('Aucune expérience ni aucun levier ne répond à cette demande : il n’y a rien à citer.')}
        </p>
      )}
    </div>
  );
}

/** Where the note of a selection is written. */
function noteAddress(question: Question, kept: Kept, format: string): string {
  return `/v1/recommendations/note?${new URLSearchParams([...toApiQuery(question), ...writeKept(kept), ['format', format]])}`;
}

/** Choice of what the note cites, which stands in the address; with a format, leads to the note. */
export const notePage: Page = async (request) => {
  const { url, api } = request;
  const asked = await loadSearch(api, readAsked(url.searchParams));
  const { outcome } = asked;
  // The search page asks for the rest, and for what its form can correct.
  if (outcome === null || listErrors(asked).length > 0)
    return new Response(null, { status: 302, headers: { location: `/${url.search}` } });
  if (!outcome.ok) return pageWithout(outcome.failure, request);
  const kept = readKept(url.searchParams, outcome.data);
  const format = url.searchParams.get('format');
  if (format !== null) {
    return new Response(null, {
      status: 302,
      headers: { location: noteAddress(asked.question, kept, format) },
    });
  }
  return {
    head: {
      title: 'Note pour le conseil',
      description: 'Choisir les expériences et les leviers d’une note pour le conseil.',
      canonicalPath: '/note',
      isIndexed: false,
    },
    section: '/',
    body: <NoteView asked={asked} recommendation={outcome.data} kept={kept} />,
  };
};
