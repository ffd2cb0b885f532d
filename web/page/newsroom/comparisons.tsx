import { isMergeable, isTakeable } from '../../../src/domain/experience/fields.ts';
import { capitalise } from '../../../src/domain/french/labels.ts';
import type { Review } from '../../api/editing.ts';
import { typeset } from '../../french/typography.ts';
import type { PageRequest } from '../layout/page.ts';
import { comparisonPath, LIST_PATH, reviewPath } from './addresses.ts';
import { Act, FormToken } from './controls.tsx';
import { fieldLabel, momentInWords, type TaxonomyLabels, valueInWords } from './field-words.ts';
import type { MeanwhileChange } from './form-base.ts';
import { undoingPatch } from './undo.ts';
import { actionLabel, actorName, isToCheck, STATUS_LABELS } from './words.ts';

type Difference = Review['sameAs'][number]['differences'][number];

interface DiffProps {
  readonly differences: readonly Pick<Difference | MeanwhileChange, 'field' | 'before' | 'after'>[];
  readonly labels: TaxonomyLabels;
  readonly caption: string;
  readonly heads: readonly [string, string];
  /** Whether a field may be chosen. */
  readonly choice?: (field: string) => boolean;
}

function DiffTable({ differences, labels, caption, heads, choice = () => false }: DiffProps) {
  return (
    <table class="diff">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Champ</th>
          <th scope="col">{heads[0]}</th>
          <th scope="col">{heads[1]}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{capitalise(fieldLabel(field))}</th>
            <td>{typeset(valueInWords(field, before, labels))}</td>
            <td>
              {typeset(valueInWords(field, after, labels))}
              {choice(field) && (
                <label class="inline-choice" for={`prendre-${field}`}>
                  <input type="checkbox" id={`prendre-${field}`} name="champ" value={field} /> Prendre
                  <span class="visually-hidden"> : {fieldLabel(field)}</span>
                </label>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ComparisonProps {
  readonly review: Review;
  readonly labels: TaxonomyLabels;
  readonly request: PageRequest;
}

/** A fiche that may stay in the place of the reviewed one. */
interface TellingProps extends ComparisonProps {
  readonly other: Pick<Review['sameAs'][number], 'id' | 'title' | 'differences'>;
  readonly note: string;
  readonly isFirst: boolean;
  /** Whether the editor chose it: the fields are shown at once. */
  readonly isChosen: boolean;
  /** Whether the reviewed one may stay instead. */
  readonly isReversible: boolean;
}

function Telling({ other, note, isFirst, isChosen, isReversible, review, labels, request }: TellingProps) {
  const { id, title, differences } = other;
  const gone = review.status === 'proposed' ? 'Proposition' : 'Fiche qui s’en va';
  return (
    <form method="post" class="stack">
      <FormToken session={request.session} />
      <input type="hidden" name="dans" value={id} />
      <h3>
        <a href={reviewPath(id)}>{typeset(title)}</a>
      </h3>
      <p class="quiet">{typeset(note)}</p>
      <div class="button-row">
        <Act value="fusionner" isMain={isFirst}>
          Fusionner : cette fiche reste, avec les deux sources
        </Act>
        {isReversible && <a href={comparisonPath(id, review.experience.id)}>Garder plutôt l’autre</a>}
      </div>
      {differences.length === 0 ? (
        <p>Les deux fiches disent la même chose.</p>
      ) : (
        <details class="more" open={isChosen}>
          <summary>Comparer, et choisir ce qu’elle prend de l’autre</summary>
          <DiffTable
            differences={differences}
            labels={labels}
            caption="Ce qui diffère"
            heads={['Fiche qui reste', gone]}
            choice={isMergeable}
          />
        </details>
      )}
    </form>
  );
}

function ChosenNote({ status }: Pick<Review, 'status'>) {
  if (status !== 'published') return null;
  return (
    <p class="quiet">
      La fiche de cette page s’en va&nbsp;: son adresse publique mènera à celle qui reste, tant que la fusion
      n’est pas annulée.
    </p>
  );
}

/** Fiches that are perhaps the same, and the one that the editor chose, side by side, to merge or not. */
export function Duplicates(props: ComparisonProps) {
  const { compared, sameAs, status } = props.review;
  const others = sameAs.filter(({ id }) => id !== compared?.id);
  if (compared === null && others.length === 0) return null;
  // A published fiche never goes for one that readers do not see.
  const mayStay = status === 'published' || (status === 'proposed' && compared?.status !== 'published');
  return (
    <section class="card duplicates" aria-labelledby="semblables">
      <h2 id="semblables">{compared === null ? 'Peut-être la même' : 'Fusionner avec la fiche choisie'}</h2>
      {compared !== null && <ChosenNote status={status} />}
      {compared !== null && (
        <Telling
          {...props}
          other={compared}
          note={`Fiche ${STATUS_LABELS[compared.status]}`}
          isFirst
          isChosen
          isReversible={mayStay}
        />
      )}
      {compared === null && status === 'proposed' && (
        <p class="quiet">Si aucune ne l’est, publiez la proposition.</p>
      )}
      {others.map((other, index) => (
        <Telling
          {...props}
          key={other.id}
          other={other}
          note={`Ressemblance des deux récits : ${Math.round(other.similarity * 100)} %`}
          isFirst={compared === null && index === 0 && status === 'proposed'}
          isChosen={false}
          isReversible={false}
        />
      ))}
    </section>
  );
}

/** The present reading of the source of a published fiche, to take or not. */
export function Changes({ review: { rereading }, labels, request }: ComparisonProps) {
  if (rereading === null) return null;
  const hasChoice = rereading.differences.length > 0;
  return (
    <section class="card" aria-labelledby="changements">
      <form method="post" class="stack">
        <FormToken session={request.session} />
        <input type="hidden" name="lecture" value={rereading.version} />
        <h2 id="changements">
          {rereading.isGone ? 'Sa source ne la raconte plus' : 'Sa source dit autre chose maintenant'}
        </h2>
        <p class="quiet">
          {rereading.isGone
            ? 'La fiche reste publiée telle quelle, jusqu’à ce que vous l’écartiez.'
            : hasChoice
              ? 'La fiche reste telle quelle, sauf ce que vous en prenez.'
              : 'La fiche le dit déjà.'}
        </p>
        {hasChoice && (
          <DiffTable
            differences={rereading.differences}
            labels={labels}
            caption="Ce qui diffère"
            heads={['Fiche publiée', 'Source']}
            choice={isTakeable}
          />
        )}
        <div class="button-row">
          {hasChoice && (
            <>
              <Act value="prendre">Prendre les champs cochés</Act>
              <Act value="prendre-tout">Tout prendre</Act>
            </>
          )}
          <Act value="vu">Garder la fiche telle quelle</Act>
        </div>
      </form>
    </section>
  );
}

/** The other fiches of the same source. */
export function Siblings({ siblings }: Pick<Review, 'siblings'>) {
  if (siblings.length === 0) return null;
  return (
    <section aria-labelledby="freres">
      <h2 id="freres">Les autres fiches de cette source</h2>
      <ul class="plain-list">
        {siblings.map(({ id, title, status }) => (
          <li key={id}>
            <a href={reviewPath(id)}>{typeset(title)}</a> <span class="held">{STATUS_LABELS[status]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Changes by somebody else while the form was open: the form below keeps the typed values. */
export function Meanwhile({
  review,
  labels,
  changes,
}: Omit<ComparisonProps, 'request'> & { readonly changes: readonly MeanwhileChange[] }) {
  const last = review.history.at(-1);
  const typed = changes.filter(({ isTyped }) => isTyped).map(({ field }) => fieldLabel(field));
  return (
    <section class="notice notice-failure" role="alert" aria-labelledby="entre-temps">
      <h2 id="entre-temps">Rien n’est encore enregistré : la fiche a changé entre-temps</h2>
      {last !== undefined && (
        <p>
          Dernier changement : {momentInWords(last.at)}, par {typeset(actorName(last))}.
        </p>
      )}
      <p>
        Ce que vous avez écrit est gardé dans le formulaire, avec les nouvelles valeurs des autres champs.
        Relisez, puis recommencez.
        {typed.length > 0 && (
          <strong> Changé des deux côtés, votre saisie l’emportera : {typed.join(', ')}.</strong>
        )}
      </p>
      {changes.length > 0 && (
        <DiffTable
          differences={changes}
          labels={labels}
          caption="Ce qui a changé pendant que vous écriviez"
          heads={['Quand vous l’avez ouverte', 'Maintenant']}
        />
      )}
    </section>
  );
}

type Entry = Review['history'][number];

const fieldsIn = ({ after }: Entry): readonly string[] =>
  typeof after === 'object' && after !== null ? Object.keys(after) : [];

/** Names of the changed fields, each once. */
function changedFields(entry: Entry): string {
  if (entry.action !== 'correct' && entry.action !== 'merge') return '';
  const labels = new Set(fieldsIn(entry).map(fieldLabel));
  return labels.size === 0 ? '' : ` (${[...labels].join(', ')})`;
}

/** Changes of the fiche: their author, time and fields; the last one can be undone, except a merge of two fiches. */
export function History({ review, request }: Omit<ComparisonProps, 'labels'>) {
  const { history, experience } = review;
  return (
    <details class="more">
      <summary>Historique ({history.length})</summary>
      <ol class="history">
        {history.toReversed().map((entry, index) => (
          <li key={index}>
            <time dateTime={entry.at}>{momentInWords(entry.at)}</time>, {typeset(actorName(entry))}&nbsp;:{' '}
            {actionLabel(entry.action)}
            {changedFields(entry)}
          </li>
        ))}
      </ol>
      {history.at(-1)?.action !== 'merge' && undoingPatch(review) !== null && (
        <form method="post" action={LIST_PATH}>
          <FormToken session={request.session} />
          <input type="hidden" name="etat" value={`${experience.id} ${experience.version}`} />
          <Act value="annuler">Annuler le dernier changement</Act>
        </form>
      )}
    </details>
  );
}

/** Status, and whether to check who acted, in words. */
export function Standing({ review }: { readonly review: Review }) {
  const { status, statusReason, confidence } = review;
  return (
    <p class="standing">
      <span class="tag">{STATUS_LABELS[status]}</span>
      {isToCheck(confidence) && <span>Ces territoires ont agi&nbsp;: à vérifier</span>}
      {statusReason !== null && <span>{typeset(statusReason)}</span>}
    </p>
  );
}
