import { shorten } from '../../../src/domain/french/formats.ts';
import type { EntrustedQuestion, Label } from '../../api/answers.ts';
import type { Api, Failure, Outcome } from '../../api/client.ts';
import type { JudgedRequest } from '../../api/editing.ts';
import { typeset } from '../../french/typography.ts';
import { addressWith } from '../../question/parameters.ts';
import { NOTHING, type Question, readQuestion, writeQuestion } from '../../question/question.ts';
import { isKind } from '../contribute/read-contribution.ts';
import { FailureNotice } from '../layout/failure-notice.tsx';
import { pageWithout, statusOfFailure, UNPROCESSABLE } from '../layout/failure-page.tsx';
import { textOf, textsOf } from '../layout/form-texts.ts';
import { LabelledField } from '../layout/labelled-field.tsx';
import type { FormAction, Page, PageAnswer, PageRequest } from '../layout/page.ts';
import { ALL } from '../search/data/filter.ts';
import { loadSearch, loadTaxonomy, type SearchData } from '../search/data/search-data.ts';
import { ENTRUSTED_PARAMETER, JUDGED_PATH, judgedPath, judgeParameters, seeOther } from './addresses.ts';
import { contactsIn } from './contacts.ts';
import { Act, EnterAct, FormToken } from './controls.tsx';
import { newsroomAnswer } from './frame.tsx';
import { changedGrades, gradesIn, keysHelp, placeOf } from './grades.tsx';
import { type Judging, Levers, loadRows, MORE, MOST, RANK, Rows } from './judge-rows.tsx';
import { AskFields, AskForm } from './judged-list.tsx';

const PRECONDITION_FAILED = 412;
const NOT_FOUND = 404;
const isMissing = (failure: Failure) => statusOfFailure(failure) === NOT_FOUND;
/** Longest text that a search takes. */
const MAX_WORDS = 200;

/** Question of a form or of an address; a territory chosen in the list comes as `kind|code`. */
function questionIn(fields: FormData | URLSearchParams): Question {
  const texts = [...fields].map(([name, value]) => [name, String(value).replaceAll('\r\n', '\n')]);
  const asked = readQuestion(new URLSearchParams(texts));
  const [kind = '', code = ''] = String(fields.get('choix') ?? '').split('|');
  return { ...asked, ...(code !== '' && { territory: code, kind }) };
}

function questionOf({ priorities, territory: { code, kind } }: JudgedRequest): Question {
  return { ...NOTHING, priorities, territory: code ?? '', kind: kind ?? '' };
}

/** Id of the visitor's question that the page comes from; null for none. */
const entrustedIn = ({ url }: PageRequest) => url.searchParams.get(ENTRUSTED_PARAMETER);

function entrustedQuestionOf({ territory, priorities, themes, levers }: EntrustedQuestion): Question {
  const { code, kind, population, setting } = territory;
  return {
    ...NOTHING,
    priorities,
    territory: code ?? '',
    kind: kind ?? '',
    population: population === null ? '' : String(population),
    setting: setting ?? '',
    themes,
    levers,
  };
}

const readEntrusted = (api: Api, id: string) => api.get('/v1/entrusted-questions/{id}', { path: { id } });

/** Question to judge: as the editor changed it, else as a visitor entrusted it. */
async function askedIn(request: PageRequest): Promise<Outcome<Question>> {
  const [asked, id] = [questionIn(request.url.searchParams), entrustedIn(request)];
  if (id === null || asked.priorities !== '') return { ok: true, data: asked };
  const found = await readEntrusted(request.api, id);
  return found.ok ? { ok: true, data: entrustedQuestionOf(found.data) } : found;
}

/** Judged request of the same text and territory: judged as a new one, it would lose its grades. */
async function findJudged(
  api: Api,
  { priorities, territory, kind: asked }: Question,
): Promise<JudgedRequest | null> {
  const q = priorities.length > MAX_WORDS ? shorten(priorities, MAX_WORDS).slice(0, -1) : priorities;
  const found = await api.get('/v1/judged-requests', { query: { q, limit: 100 } });
  const requests = found.ok ? found.data.requests : [];
  const isSame = ({ kind, code }: JudgedRequest['territory']) =>
    territory === '' ? kind === null : code === territory && (asked === '' || asked === kind);
  return requests.find((each) => each.priorities === priorities && isSame(each.territory)) ?? null;
}

/** Judgment that a form starts from; it says whether somebody judged meanwhile. */
const versionOf = (judged: JudgedRequest | null) =>
  judged === null ? '' : `${judged.id} ${judged.judgedAt ?? '-'}`;

/** Whether somebody published or withdrew a judgment since the form was opened. */
const isOutdated = (form: FormData, judged: JudgedRequest | null) =>
  textOf(form, 'version') !== versionOf(judged);

function Meanwhile({ judged }: Pick<Judging, 'judged'>) {
  return (
    <section class="notice" role="alert" aria-labelledby="entre-temps">
      <h2 id="entre-temps" tabindex={-1} data-focus>
        {judged === null ? 'Jugement retiré entre-temps' : 'Demande déjà jugée'}
      </h2>
      <p>
        {judged === null
          ? 'Rien n’est publié d’ici. Vos notes sont là : publier les donnerait à une nouvelle demande.'
          : typeset(
              'Un jugement est venu de quelqu’un, ou d’un autre onglet ; rien n’est encore publié d’ici. Ses notes sont là, sauf où vous en avez choisi une autre : relisez, puis publiez.',
            )}
      </p>
    </section>
  );
}

function Unanswered() {
  return (
    <section class="notice" role="alert" aria-labelledby="aucune">
      <h2 id="aucune" tabindex={-1} data-focus>
        {typeset('Aucune fiche ne répond : publier quand même ?')}
      </h2>
      <p>Rien n’est encore publié.</p>
      <Act value="publier-sans">Publier quand même</Act>
    </section>
  );
}

/** Fields of the request that the editor changes; they keep the rest of the question. */
function Edited({ search }: Pick<Judging, 'search'>) {
  return (
    <section class="card stack" aria-labelledby="modifier">
      <h2 id="modifier">Modifier la demande</h2>
      <AskFields question={search.question} refused={search} />
      <Act value={RANK} isMain>
        Voir le classement
      </Act>
    </section>
  );
}

interface HeadProps {
  readonly judging: Judging;
  readonly isEdited: boolean;
  readonly isOpen: boolean;
}

function Head({ judging, isEdited, isOpen }: HeadProps) {
  const { request, search, judged, form, failure } = judging;
  const { question, territory } = search;
  const place = territory?.label ?? (judged === null ? '' : placeOf(judged));
  return (
    <header class="review-head" id={isOpen ? 'demande' : undefined}>
      <h1>{judged === null ? 'Juger une demande' : 'Demande jugée'}</h1>
      {failure !== null && <FailureNotice failure={failure} requestId={request.requestId} onRetry={null} />}
      {form !== null && isOutdated(form, judged) && <Meanwhile judged={judged} />}
      {judging.isUnanswered && <Unanswered />}
      {isEdited ? (
        <Edited search={search} />
      ) : (
        <>
          <blockquote>{question.priorities}</blockquote>
          {place !== '' && <p class="places">{typeset(place)}</p>}
        </>
      )}
      <p class="button-row">
        {judged === null && !isEdited && <Act value="modifier">Modifier la demande</Act>}
        {form?.has(MORE) ? (
          <input type="hidden" name={MORE} value="1" />
        ) : (
          <button type="submit" name={MORE} value="1">
            Voir {MOST} fiches
          </button>
        )}
        <a href={`/?${writeQuestion(question)}`}>Voir la réponse du site</a>
      </p>
      <p class="help">
        Une fiche que vous laissez sur «&nbsp;Ne répond pas&nbsp;» est jugée ainsi.{' '}
        {keysHelp('fiche', 'publie')}
      </p>
    </header>
  );
}

/** Warns of what the page cannot show, and of a text that reaches someone. */
function Cautions({ judging, isMissing }: { readonly judging: Judging; readonly isMissing: boolean }) {
  const { search, judged, form } = judging;
  const contacts = judged === null ? [] : contactsIn(judged.priorities);
  const isUnranked = !search.outcome?.ok || search.outcome.data.experiences.length === 0;
  return (
    <>
      {isUnranked && (
        <p class="caution">
          Le classement ne propose aucune fiche pour cette demande&nbsp;: cherchez-en par leurs mots.
        </p>
      )}
      {contacts.length > 0 && (
        <p class="caution">
          {typeset(
            `Cette demande contient ${contacts.join(', ')} : retirez ce jugement, puis jugez-la sans cela.`,
          )}
        </p>
      )}
      {isMissing && form !== null && (
        <p class="caution">{typeset(`Aucune fiche n’a ces mots : ${textOf(form, 'mots')}`)}</p>
      )}
    </>
  );
}

/** Takes a judgment back for good, in two steps. */
function Withdrawal({ judged }: Pick<Judging, 'judged'>) {
  if (judged === null || judged.judgedAt === null) return null;
  return (
    <details class="more">
      <summary>Retirer ce jugement</summary>
      <p>
        La demande et ses notes quittent la mémoire du classement, pour de bon. Une demande livrée avec le
        service redevient ce qu’elle était.
      </p>
      <Act value="retirer">Retirer pour de bon</Act>
    </details>
  );
}

/** Whether the editor changes the request: they asked for it, or it cannot be judged as it is. */
function isEditedIn({ search: { question, outcome }, judged, form }: Judging): boolean {
  if (judged !== null || form === null) return false;
  return textOf(form, 'geste') === 'modifier' || !outcome?.ok || contactsIn(question.priorities).length > 0;
}

async function judgeForm(judging: Judging, levers: readonly Label[]) {
  const { request, search, judged, form } = judging;
  const { found, graded, ranked } = await loadRows(judging);
  const rows = [...found, ...graded, ...ranked];
  const isEdited = isEditedIn(judging);
  const isSearch = form !== null && textOf(form, 'mots') !== '';
  const place = { priorities: '', territory: '', typedTerritory: '', kind: '' };
  const kept = isEdited ? { ...search.question, ...place } : search.question;
  return (
    <form method="post" class="stack" action="#demande">
      <EnterAct value={isEdited ? RANK : rows.length > 0 ? 'publier' : 'chercher'}>Continuer</EnterAct>
      <FormToken session={request.session} />
      <input type="hidden" name="version" value={versionOf(judged)} />
      {[...writeQuestion(kept)].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Head judging={judging} isEdited={isEdited} isOpen={!isSearch} />
      <div role="status" id={isSearch ? 'demande' : undefined}>
        <Cautions judging={judging} isMissing={isSearch && found.length === 0} />
      </div>
      <Rows title="Les fiches que vous ajoutez" rows={found} first={rows[0]} />
      <Rows title="Déjà jugées" rows={graded} first={rows[0]} />
      <Rows title="Le classement d’aujourd’hui" rows={ranked} first={rows[0]} />
      <Levers levers={levers} judging={judging} />
      {!isEdited && rows.length > 0 && (
        <div class="button-row chosen">
          <Act value="publier" isMain>
            Publier le jugement
          </Act>
        </div>
      )}
      {/* Its button sends the grades too: they stay. */}
      <div class="listing-form">
        <LabelledField id="mots" label={typeset('Il manque une fiche ? Cherchez-la par ses mots')}>
          <input type="search" maxLength={MAX_WORDS} />
        </LabelledField>
        <Act value="chercher">Chercher</Act>
      </div>
      <Withdrawal judged={judged} />
    </form>
  );
}

function statusOf({ form, judged, failure, isUnanswered }: Judging): number {
  if (failure !== null) return statusOfFailure(failure);
  if (form !== null && isOutdated(form, judged)) return PRECONDITION_FAILED;
  return isUnanswered ? UNPROCESSABLE : 200;
}

async function answerWith(judging: Judging): Promise<PageAnswer | Response> {
  const { request, search, judged, form } = judging;
  const { question, outcome } = search;
  const title = judged === null ? 'Juger une demande' : 'Demande jugée';
  const page = { request, title, current: judged === null ? JUDGED_PATH : null };
  // A judged request shows its grades even when the ranking fails.
  const isRefused = outcome?.ok !== true || contactsIn(question.priorities).length > 0;
  if (judged === null && form === null && isRefused) {
    const status = outcome?.ok === false ? statusOfFailure(outcome.failure) : UNPROCESSABLE;
    const body = <AskForm question={question} refused={search} entrusted={entrustedIn(request)} />;
    return newsroomAnswer({ ...page, status, body });
  }
  const taxonomy = await loadTaxonomy(request.api);
  if (!taxonomy.ok) return pageWithout(taxonomy.failure, request);
  const body = await judgeForm(judging, taxonomy.data.levers);
  return newsroomAnswer({ ...page, status: statusOf(judging), body });
}

function askRanking({ api }: PageRequest, question: Question): Promise<SearchData> {
  return loadSearch(api, { question, filter: ALL }, { isSent: true, limit: String(MOST) });
}

async function readJudged({ api, params: { id } }: PageRequest): Promise<Outcome<JudgedRequest | null>> {
  return id === undefined ? { ok: true, data: null } : api.get('/v1/judged-requests/{id}', { path: { id } });
}

/** Ranking of a request, new or judged already, to judge. */
export const judgePage: Page = async (request) => {
  const outcome = await readJudged(request);
  if (!outcome.ok) return pageWithout(outcome.failure, request);
  const judged = outcome.data;
  const asked: Outcome<Question> =
    judged === null ? await askedIn(request) : { ok: true, data: questionOf(judged) };
  if (!asked.ok) return pageWithout(asked.failure, request);
  const search = await askRanking(request, asked.data);
  const known = judged === null ? await findJudged(request.api, search.question) : null;
  if (known === null)
    return answerWith({ request, search, judged, form: null, failure: null, isUnanswered: false });
  const from = judgeParameters(new URLSearchParams(), entrustedIn(request));
  const location = `${addressWith(judgedPath(known.id), from)}#demande`;
  return new Response(null, { status: 303, headers: { location } });
};

/** Takes all the judgments of a request back, of which one step is kept: its text leaves with the last. */
async function withdraw(id: string, request: PageRequest): Promise<Response | Failure> {
  let taken: Outcome<unknown>;
  do taken = await request.api.delete('/v1/judged-requests/{id}', { path: { id } });
  while (taken.ok);
  return isMissing(taken.failure)
    ? seeOther(JUDGED_PATH, { message: 'jugement-retire', fiches: [] })
    : taken.failure;
}

/** Publishes the grades and the levers of a form, and erases the visitor's question that they answer. */
async function publish(
  { request, judged, question }: Pick<Judging, 'request' | 'judged'> & { readonly question: Question },
  form: FormData,
): Promise<Response | Failure> {
  const { api } = request;
  const entrusted = entrustedIn(request);
  const left = entrusted === null ? null : await readEntrusted(api, entrusted);
  // Erased while the page was open: its author no longer wants it kept.
  if (left !== null && !left.ok && isMissing(left.failure))
    return seeOther(JUDGED_PATH, { message: 'confiee-effacee', fiches: [] });
  if (left !== null && !left.ok) return left.failure;
  const levers = textsOf(form, 'levier');
  const given = {
    experiences: changedGrades(form),
    ...(levers.join() !== textOf(form, 'leviers-avant') && { levers: [...levers] }),
  };
  const { priorities, territory, kind } = question;
  const place = { ...(territory !== '' && { territory }), ...(isKind(kind) && { territoryKind: kind }) };
  const published = await (judged === null
    ? api.post('/v1/judged-requests', { body: { priorities, ...place, ...given } })
    : api.patch('/v1/judged-requests/{id}', { path: { id: judged.id }, body: given }));
  if (!published.ok) return published.failure;
  const { id, judgedAt } = published.data;
  const erased =
    entrusted !== null && (await api.delete('/v1/entrusted-questions/{id}', { path: { id: entrusted } })).ok;
  // Its text is gone: taken back, the judgment would leave nothing of what the visitor entrusted.
  if (erased) return seeOther(JUDGED_PATH, { message: 'jugee-confiee', fiches: [] });
  return seeOther(JUDGED_PATH, { message: 'jugee', fiches: [{ id, version: judgedAt ?? '' }] });
}

/** Buttons that end the page; the others show it again, with the grades of the form. */
const ENDS = ['publier', 'publier-sans', 'retirer'];

/** Publishes or withdraws a judgment; or shows the form again, with what it asks for. */
export const judgeAction: FormAction = async (request, form) => {
  const read = await readJudged(request);
  // Withdrawn meanwhile, a judgment is still whole in the form.
  if (!read.ok && !isMissing(read.failure)) return pageWithout(read.failure, request);
  const own = read.ok ? read.data : null;
  const question = own === null ? questionIn(form) : questionOf(own);
  async function again(failure: Failure | null, isUnanswered = false) {
    const search = await askRanking(request, question);
    const judged = own ?? (await findJudged(request.api, search.question));
    return answerWith({ request, search, judged, form, failure, isUnanswered });
  }
  const act = textOf(form, 'geste');
  // The Enter key in the field of the words publishes: it searches.
  if (!ENDS.includes(act) || textOf(form, 'mots') !== '') return again(null);
  const judged = own ?? (await findJudged(request.api, question));
  if (isOutdated(form, judged)) return again(null);
  const isRefused = act === 'retirer' || contactsIn(question.priorities).length > 0;
  if (judged === null && isRefused) return again(null);
  const isUnanswered = judged === null && [...gradesIn(form).values()].every((grade) => grade === 0);
  if (act === 'publier' && isUnanswered) return again(null, true);
  const done =
    act === 'retirer' && judged !== null
      ? await withdraw(judged.id, request)
      : await publish({ request, judged, question }, form);
  return done instanceof Response ? done : again(done);
};
