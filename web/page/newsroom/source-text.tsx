import { Fragment } from 'preact';
import { formatDate, shorten } from '../../../src/domain/french/formats.ts';
import type { Review } from '../../api/editing.ts';
import { typeset } from '../../french/typography.ts';
import { LabelledField } from '../layout/labelled-field.tsx';
import type { PageRequest } from '../layout/page.ts';
import { Act, FormToken } from './controls.tsx';
import { dayInWords } from './field-words.ts';
import { blocksOf, cutPieces, type Mark, marksOf, type Piece, sentencesOf } from './source-marks.ts';
import { DROP_LABELS } from './words.ts';

type Resource = NonNullable<Review['resource']>;

const LONGEST_OPTION = 80;

/** Id of the group of a field, to which its proofs lead. */
function fieldId(pointer: string): string {
  const [, field = '', index] = pointer.split('/');
  return field === 'levers' && index !== undefined ? `champ-levers-${index}` : `champ-${field}`;
}

function MarkLabel({ mark: { id, label, pointer } }: { readonly mark: Mark }) {
  if (pointer === null) {
    return (
      <span class="mark-label dropped" id={id}>
        {label}
      </span>
    );
  }
  return (
    <a class="mark-label" id={id} href={`#${fieldId(pointer)}`}>
      {label}
    </a>
  );
}

function PieceView({ piece: { start, text, covering, beginning } }: { readonly piece: Piece }) {
  const isProof = covering.some(({ kind }) => kind === 'proof');
  const shown =
    covering.length === 0 ? (
      <span data-start={start}>{text}</span>
    ) : (
      <mark
        class={isProof ? 'proof' : 'dropped'}
        data-start={start}
        data-marks={covering.map(({ id }) => id).join(' ')}
      >
        {text}
      </mark>
    );
  return (
    <>
      {beginning.map((mark) => (
        <Fragment key={mark.id}>
          <MarkLabel mark={mark} />
          <wbr />
        </Fragment>
      ))}
      {shown}
    </>
  );
}

function SourceHead({ resource }: { readonly resource: Resource }) {
  const { title, url, publisher, date, goneSince } = resource;
  return (
    <>
      <p class="source">
        {url === null ? typeset(title) : <a href={url}>{typeset(title)}</a>}
        {[publisher, date && formatDate(date)]
          .filter((fact) => fact !== null)
          .map((fact) => ` · ${typeset(fact)}`)}
      </p>
      {goneSince !== null && (
        <p class="caution">Cette page n’est plus sur son site depuis le {dayInWords(goneSince)}.</p>
      )}
    </>
  );
}

function DroppedList({ review: { dropped, notes } }: { readonly review: Review }) {
  if (dropped.length + notes.length === 0) return null;
  return (
    <section class="considered" aria-labelledby="laisses">
      <h3 id="laisses">Envisagé, et laissé</h3>
      <ul>
        {dropped.map(({ name, reason }, index) => (
          <li key={index}>
            <a href={`#laisse-${index + 1}`}>{typeset(name)}</a>&nbsp;: {DROP_LABELS[reason]}
          </li>
        ))}
        {notes.map(({ detail }, index) => (
          <li key={index}>{typeset(detail)}</li>
        ))}
      </ul>
    </section>
  );
}

interface SentenceChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly resource: Resource;
  readonly edge: 'start' | 'end';
}

function SentenceChoice({ id, label, resource, edge }: SentenceChoiceProps) {
  return (
    <LabelledField id={id} label={label}>
      <select>
        {sentencesOf(resource).map((sentence, index) => (
          <option key={sentence.start} value={sentence[edge]}>
            {index + 1}. {shorten(sentence.text, LONGEST_OPTION)}
          </option>
        ))}
      </select>
    </LabelledField>
  );
}

/** Draws one more experience from a passage: without a script, by its first and last sentences. */
function MissingForm({ resource, request }: { readonly resource: Resource; readonly request: PageRequest }) {
  return (
    <details class="more missing" id="manque">
      <summary>Il manque une expérience dans ce texte</summary>
      <form method="post" class="stack">
        <FormToken session={request.session} />
        <p class="help">
          Choisissez le passage qui la raconte
          <span class="needs-script">
            &nbsp;: sélectionnez-le dans le texte, ou dites où il commence et finit
          </span>
          . Pour scinder une fiche, tirez-en une de chaque passage, puis écartez celle-ci.
        </p>
        <SentenceChoice id="debut" label="De la phrase" resource={resource} edge="start" />
        <SentenceChoice id="fin" label="À la phrase" resource={resource} edge="end" />
        <label class="inline-choice" for="scinder">
          <input type="checkbox" id="scinder" name="scinder" value="oui" /> C’est une scission&nbsp;: écarter
          la fiche ouverte
        </label>
        <Act value="manque">Tirer une expérience de ce passage</Act>
      </form>
    </details>
  );
}

/** Text of the source with the proofs of each field, and the places that were considered and left. */
export function SourceText({ review, request }: { readonly review: Review; readonly request: PageRequest }) {
  const { resource } = review;
  if (resource === null) {
    return (
      <section class="source-panel card" data-panel aria-labelledby="source">
        <h2 id="source">Sa source</h2>
        <p>Cette fiche a été donnée toute faite&nbsp;: le service n’a pas de texte à montrer à côté.</p>
      </section>
    );
  }
  const marks = marksOf(review);
  return (
    <section class="source-panel card" data-panel aria-labelledby="source">
      <h2 id="source">Sa source</h2>
      <SourceHead resource={resource} />
      <div class="source-text" data-source>
        {blocksOf(resource).map((block) => (
          <p key={block.start} class={`block-${block.kind}`}>
            {cutPieces(resource.text, block, marks).map((piece) => (
              <PieceView key={piece.start} piece={piece} />
            ))}
          </p>
        ))}
      </div>
      <MissingForm resource={resource} request={request} />
      <DroppedList review={review} />
    </section>
  );
}
