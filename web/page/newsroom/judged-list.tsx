import { formatNumber } from '../../../src/domain/french/formats.ts';
import type { EntrustedQuestionList, JudgedRequest } from '../../api/editing.ts';
import { count, typeset } from '../../french/typography.ts';
import { addressWith, writeParameters } from '../../question/parameters.ts';
import { NOTHING, type Question } from '../../question/question.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import { textOf, textsOf } from '../layout/form-texts.ts';
import { LabelledField } from '../layout/labelled-field.tsx';
import type { FormAction, Page, PageRequest } from '../layout/page.ts';
import type { SearchData } from '../search/data/search-data.ts';
import { fieldErrorsOf } from '../search/form/field-errors.ts';
import { TerritoryInput } from '../search/form/territory-input.tsx';
import {
  ENTRUSTED_PARAMETER,
  JUDGE_PATH,
  JUDGED_PATH,
  judgedPath,
  readState,
  seeOther,
} from './addresses.ts';
import { contactsIn } from './contacts.ts';
import { FormToken, ListPages } from './controls.tsx';
import { dayInWords, momentInWords } from './field-words.ts';
import { newsroomAnswer } from './frame.tsx';
import { placeOf } from './grades.tsx';

interface AskFieldsProps {
  readonly question: Question;
  /** Request that was refused; null for none. */
  readonly refused: SearchData | null;
}

function contactError(text: string): string | null {
  const contacts = contactsIn(text);
  if (contacts.length === 0) return null;
  return `Retirez ce qui désigne quelqu’un : ${contacts.join(', ')}.`;
}

/** Fields of a request to judge. */
export function AskFields({ question, refused }: AskFieldsProps) {
  const errors = refused && fieldErrorsOf(refused);
  const isEmpty = refused !== null && question.priorities === '';
  const error = isEmpty ? 'Écrivez la demande.' : (contactError(question.priorities) ?? errors?.priorities);
  return (
    <>
      <LabelledField
        id="priorites"
        label="La demande"
        help="Avec les mots de qui demande, sans rien qui désigne une personne, en 2 000 caractères au plus."
        error={error}
      >
        <textarea
          rows={3}
          required
          minLength={3}
          maxLength={2000}
          defaultValue={question.priorities}
          data-focus={refused !== null || undefined}
        />
      </LabelledField>
      <LabelledField
        id="nom"
        label="Le territoire qui demande"
        isOptional
        help="Nom, code postal, code INSEE ou SIREN."
        error={errors?.territory}
        below={refused?.homonyms.map(({ kind, code, label }) => (
          <label key={`${kind}-${code}`} class="inline-choice" for={`choix-${kind}-${code}`}>
            <input type="radio" id={`choix-${kind}-${code}`} name="choix" value={`${kind}|${code}`} />{' '}
            {typeset(label)}
          </label>
        ))}
      >
        <TerritoryInput defaultValue={question.typedTerritory || question.territory} />
      </LabelledField>
      <input type="hidden" name="choix" data-chosen />
    </>
  );
}

/** Form of the request to judge. @param entrusted id of the visitor's question that it comes from; null for none */
export function AskForm({
  entrusted,
  ...asked
}: AskFieldsProps & {
  readonly entrusted: string | null;
}) {
  // Alone on its page once it is refused.
  const Title = asked.refused === null ? 'h2' : 'h1';
  return (
    <form class="card stack" method="get" action={`${JUDGE_PATH}#demande`} aria-labelledby="juger">
      <Title id="juger">Juger une demande</Title>
      <AskFields {...asked} />
      {entrusted !== null && <input type="hidden" name={ENTRUSTED_PARAMETER} value={entrusted} />}
      <button type="submit" class="primary">
        Voir le classement
      </button>
    </form>
  );
}

const USEFUL = 2;

function Facts({ facts }: { readonly facts: readonly string[] }) {
  return <p class="quiet">{typeset(facts.filter((fact) => fact !== '').join(' · '))}</p>;
}

function Row({ judged }: { readonly judged: JudgedRequest }) {
  const { id, priorities, experiences, judgedAt } = judged;
  const useful = experiences.filter(({ grade }) => grade >= USEFUL).length;
  const graded = count(experiences.length, 'fiche jugée', 'fiches jugées');
  const answers = useful === 0 ? 'aucune ne répond' : count(useful, 'répond', 'répondent');
  const source = judgedAt === null ? 'livrée avec le service' : `jugée ici le ${momentInWords(judgedAt)}`;
  return (
    <li class="card">
      <h3>
        <a href={`${judgedPath(id)}#demande`}>{priorities}</a>
      </h3>
      <Facts facts={[placeOf(judged), `${graded}, ${answers}`, source]} />
    </li>
  );
}

/** Questions shown at once: the next ones come as these are judged or set aside. */
const SHOWN_ENTRUSTED = 50;

interface EntrustedProps {
  readonly list: EntrustedQuestionList;
  readonly request: PageRequest;
}

/** Questions of visitors that wait for a judgment; nothing where there are none and none is taken. */
function Entrusted({ list: { questions, total }, request: { session, operator } }: EntrustedProps) {
  if (total === 0 && operator.entrustedQuestionDays === null) return null;
  return (
    <form method="post" class="stack" aria-labelledby="confiees">
      <h2 id="confiees">Confiées par des visiteurs&nbsp;: {formatNumber(total)}</h2>
      <p class="help">
        Ouvrez une question pour dire ce qui y répond&nbsp;; modifiez-la d’abord si elle nomme quelqu’un.
        Publier son jugement l’efface d’ici, l’écarter aussi.
      </p>
      <FormToken session={session} />
      <ul class="queue">
        {questions.map(({ id, priorities, territory, createdAt, keptUntil }) => (
          <li key={id} class="card">
            <h3>
              <a href={`${JUDGE_PATH}?${writeParameters({ [ENTRUSTED_PARAMETER]: id })}#demande`}>
                {priorities}
              </a>
            </h3>
            <Facts
              facts={[
                placeOf({ territory }),
                `confiée le ${momentInWords(createdAt)}`,
                `effacée le ${dayInWords(keptUntil)} au plus tard`,
              ]}
            />
            <details class="more">
              <summary>Écarter</summary>
              <button type="submit" name={ENTRUSTED_PARAMETER} value={id}>
                Effacer la question pour de bon
              </button>
            </details>
          </li>
        ))}
      </ul>
    </form>
  );
}

/** Requests that somebody judged, and the form to judge one more. */
export const judgedListPage: Page = async (request) => {
  const { searchParams } = request.url;
  const [words, cursor] = [(searchParams.get('mots') ?? '').trim(), searchParams.get('suite')];
  const query = writeParameters({ q: words, cursor });
  const [found, entrusted] = await Promise.all([
    request.api.get('/v1/judged-requests', { query }),
    request.api.get('/v1/entrusted-questions', { query: { limit: SHOWN_ENTRUSTED } }),
  ]);
  if (!found.ok) return pageWithout(found.failure, request);
  if (!entrusted.ok) return pageWithout(entrusted.failure, request);
  const { requests, total, next } = found.data;
  const address = (suite: string | null) => addressWith(JUDGED_PATH, writeParameters({ mots: words, suite }));
  return newsroomAnswer({
    request,
    title: 'Demandes',
    current: JUDGED_PATH,
    body: (
      <>
        <header class="review-head">
          <h1>Demandes</h1>
          <p class="help">
            Le classement se souvient de ce qui répond à celles que vous jugez, et en tient compte pour celles
            qui leur ressemblent.
          </p>
        </header>
        <Entrusted list={entrusted.data} request={request} />
        <AskForm question={NOTHING} refused={null} entrusted={null} />
        <section class="stack" aria-labelledby="jugees">
          <h2 id="jugees">{count(total, 'demande jugée', 'demandes jugées')}</h2>
          <search>
            <form class="listing-form" method="get">
              <LabelledField id="mots" label="Mots de la demande">
                <input type="search" maxLength={200} defaultValue={words} />
              </LabelledField>
              <button type="submit">Chercher</button>
            </form>
          </search>
          <ul class="queue">
            {requests.map((judged) => (
              <Row key={judged.id} judged={judged} />
            ))}
          </ul>
          <ListPages first={cursor && address(null)} next={next && address(next)} />
        </section>
      </>
    ),
  });
};

/** Sets a visitor's question aside; or takes judgments back, those that another one followed excepted. */
export const judgedListAction: FormAction = async (request, form) => {
  const { api } = request;
  const id = textOf(form, ENTRUSTED_PARAMETER);
  if (id !== '') {
    const path = { id };
    const erased = await api.delete('/v1/entrusted-questions/{id}', { path });
    if (!erased.ok) return pageWithout(erased.failure, request);
    return seeOther(JUDGED_PATH, { message: 'confiee-ecartee', fiches: [] });
  }
  const asked = textsOf(form, 'etat').map(readState);
  let undone = 0;
  for (const { id, version } of asked) {
    const judged = await api.get('/v1/judged-requests/{id}', { path: { id } });
    if (!judged.ok || judged.data.judgedAt !== version) continue;
    if ((await api.delete('/v1/judged-requests/{id}', { path: { id } })).ok) undone += 1;
  }
  const message = undone === asked.length ? 'annulee' : undone === 0 ? 'rejugee' : 'annulee-sauf-rejugees';
  return seeOther(JUDGED_PATH, { message, fiches: [] });
};
