import { doubtsOf } from '../../../src/domain/experience/doubts.ts';
import { isMergeable, isTakeable } from '../../../src/domain/experience/fields.ts';
import type { Territory } from '../../api/answers.ts';
import type { ExperiencePatch } from '../../api/editing.ts';
import { findTerritories } from '../../question/ask-service.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import { textOf, textsOf } from '../layout/form-texts.ts';
import type { FormAction, PageAnswer, PageRequest } from '../layout/page.ts';
import { isChangedMeanwhile } from '../layout/refusal.ts';
import { type DoneMessage, LIST_PATH, reviewPath, seeOther } from './addresses.ts';
import type { LeverErrors, TypedTerritory } from './fiche-form.tsx';
import { baseOf, changesMeanwhile, type FormBase, keepTyped, readBase } from './form-base.ts';
import { loadReview, type Refusal, type ReviewData, refused, reviewAnswer } from './review-page.tsx';
import { findQuote } from './source-marks.ts';
import { askedKey, changedValues, readValues, territoryKey, type Values } from './values.ts';
import { reasonsOf } from './words.ts';

type Answer = PageAnswer | Response;

interface AddedTerritory extends TypedTerritory {
  readonly added: Territory | null;
}

/** Finds the territory that was chosen from the list or typed; an error or choices when it is not one alone. */
async function readAdded({ api }: PageRequest, form: FormData): Promise<AddedTerritory> {
  const typed = textOf(form, 'nom');
  const chosen = textOf(form, 'choix') || textOf(form, 'code');
  if (typed === '') return { typed, error: null, choices: [], added: null };
  const [kind = '', code = ''] = chosen.split('|');
  const found = await findTerritories(api, code === '' ? typed : code);
  const all = found.ok ? found.data : [];
  const choices = code === '' ? all : all.filter((each) => each.code === code && each.kind === kind);
  const [only] = choices;
  if (only !== undefined && choices.length === 1) return { typed, error: null, choices: [], added: only };
  const error =
    choices.length === 0
      ? 'Aucun territoire ne correspond : écrivez le nom entier ou le code.'
      : 'Plusieurs territoires portent ce nom : choisissez.';
  return { typed, error, choices, added: null };
}

/** Corrections that come with a decision, besides the fields. */
const DECISIONS: Readonly<
  Record<string, { readonly message: DoneMessage; readonly patch: ExperiencePatch }>
> = {
  publier: { message: 'publiee', patch: { status: 'published' } },
  'publier-suivante': { message: 'publiee', patch: { status: 'published' } },
  enregistrer: { message: 'enregistree', patch: {} },
  reprendre: { message: 'reprise', patch: { status: 'proposed' } },
  ecarter: { message: 'ecartee', patch: { status: 'set-aside' } },
};

function reasonIn(form: FormData): ExperiencePatch {
  const reason = textOf(form, 'raison');
  return reason === '' ? {} : { statusReason: reason };
}

/** Content of the form of a fiche, and what it was written from. */
type FilledForm = Pick<Refusal, 'values' | 'territory' | 'base'>;

/** Reads the form; the territory that was found has a check box from then on. */
async function readFilled(request: PageRequest, form: FormData, given: FormBase): Promise<FilledForm> {
  const { added, ...territory } = await readAdded(request, form);
  // A form without the fields decides alone.
  const values = form.has('titre') ? readValues(form, given, added) : given.values;
  if (added === null) return { values, territory, base: given };
  const base = { ...given, shown: [...given.shown, added] };
  return { values, base, territory: { ...territory, typed: '' } };
}

/** Returns the places of the levers that are not, word for word, those of the base. */
function changedLevers({ values, base }: FilledForm): ReadonlySet<number> {
  const left = [...base.values.levers];
  const isChanged = ([, lever]: readonly [number, Values['levers'][number]]) => {
    const found = left.findIndex(({ id, what }) => id === lever.id && what === lever.what);
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  };
  return new Set([...values.levers.entries()].filter(isChanged).map(([index]) => index));
}

/** Finds the levers without a proof: no words, or changed here to words that its source does not say. */
function unprovenLevers(filled: FilledForm, { review: { resource } }: ReviewData): LeverErrors {
  const changed = changedLevers(filled);
  const errors = new Map<number, string>();
  for (const [index, { what }] of filled.values.levers.entries()) {
    if (what === '') errors.set(index, 'Donnez la phrase qui prouve ce levier.');
    else if (changed.has(index) && resource !== null && resource.text !== '' && !findQuote(resource, what))
      errors.set(index, 'Un levier se prouve mot pour mot : prenez sa phrase dans le texte.');
  }
  return errors;
}

/** Lists what makes the fiche of a form doubtful; empty when the page already told all of it. */
function untoldDoubts(form: FormData, values: Values, { review }: ReviewData): readonly string[] {
  const told = textsOf(form, 'doute');
  const reasons = reasonsOf({ ...review, doubts: doubtsOf(values) });
  return reasons.every((reason) => told.includes(reason)) ? [] : reasons;
}

/** Shows the changes of somebody else since the form was opened, and keeps the typed values. */
function showMeanwhile(
  request: PageRequest,
  data: ReviewData,
  { values, territory, base }: FilledForm,
): Promise<Answer> {
  const now = baseOf(data.review.experience);
  const kept = keepTyped(base, now, values);
  const keys = new Set(kept.territories.map(askedKey));
  const more = base.shown.filter((each) => keys.has(territoryKey(each)));
  return reviewAnswer(request, data, {
    values: kept,
    territory,
    failure: null,
    base: baseOf(data.review.experience, more),
    leverErrors: new Map(),
    doubts: [],
    meanwhile: changesMeanwhile(base, now, values),
  });
}

/** Saves the fields of the form, and decides. */
async function decide(request: PageRequest, form: FormData, data: ReviewData): Promise<Answer> {
  const { id, version } = data.review.experience;
  const gesture = textOf(form, 'geste');
  const decision = DECISIONS[gesture] ?? { message: 'enregistree' as const, patch: {} };
  const given = readBase(form);
  // Against the fiche of now, an old form would undo what others changed since.
  if (given === null) return seeOther(reviewPath(id), { message: 'formulaire-illisible', fiches: [] });
  const filled = await readFilled(request, form, given);
  const { values, territory, base } = filled;
  const refuse = (more: Partial<Refusal>) =>
    reviewAnswer(request, data, {
      ...filled,
      leverErrors: new Map(),
      doubts: [],
      failure: null,
      meanwhile: null,
      ...more,
    });
  if (territory.error !== null) return refuse({});
  if (base.version !== version) return showMeanwhile(request, data, filled);
  if (decision.patch.status === 'published' && values.territories.length === 0) {
    return refuse({ territory: { ...territory, error: 'Donnez au moins un territoire avant de publier.' } });
  }
  const leverErrors = unprovenLevers(filled, data);
  if (leverErrors.size > 0) return refuse({ leverErrors });
  const doubts = decision.patch.status === 'published' ? untoldDoubts(form, values, data) : [];
  if (doubts.length > 0) return refuse({ doubts });
  const patch = {
    ...changedValues(base.values, values),
    ...decision.patch,
    ...(gesture === 'ecarter' ? reasonIn(form) : {}),
  };
  if (Object.keys(patch).length === 0) return seeOther(reviewPath(id), { message: 'rien', fiches: [] });
  const corrected = await request.editing.correct(id, patch, version);
  if (!corrected.ok) {
    const again = isChangedMeanwhile(corrected.failure) ? await loadReview(request) : null;
    return again?.ok ? showMeanwhile(request, again.data, filled) : refuse({ failure: corrected.failure });
  }
  const done = { message: decision.message, fiches: [corrected.data] };
  const goesOn = gesture === 'publier-suivante' || gesture === 'ecarter';
  if (!goesOn) return seeOther(reviewPath(id), done);
  return seeOther(data.review.next === null ? LIST_PATH : reviewPath(data.review.next), done);
}

async function merge(request: PageRequest, form: FormData, { review }: ReviewData): Promise<Answer> {
  const into = textOf(form, 'dans');
  const fields = form.getAll('champ').filter(isMergeable);
  const { id } = review.experience;
  const merged = await request.editing.merge(id, { into, fields });
  if (!merged.ok) return refused(merged.failure, request);
  const other = await request.api.get('/v1/experiences/{id}/review', { path: { id } });
  // After a later change, « Annuler » would undo that one.
  const isLast = other.ok && other.data.history.at(-1)?.action === 'merge';
  const fiches = isLast ? [merged.data, other.data.experience] : [];
  return seeOther(reviewPath(into), { message: 'fusionnee', fiches });
}

/** Draws one more experience from a passage; for a split, sets aside the fiche that held both. */
async function addMissing(request: PageRequest, form: FormData, { review }: ReviewData): Promise<Answer> {
  const { editing } = request;
  const [start, end] = [Number(textOf(form, 'debut')), Number(textOf(form, 'fin'))];
  const added = await editing.addExperience(review.resource?.id ?? '', {
    start,
    end,
    territories: [],
  });
  if (!added.ok) return refused(added.failure, request);
  const done = { message: 'ajoutee', fiches: [] } as const;
  if (!form.has('scinder')) return seeOther(reviewPath(added.data.id), done);
  const { id, version } = review.experience;
  const aside = await editing.correct(id, { status: 'set-aside', statusReason: 'Scindée.' }, version);
  if (!aside.ok) {
    // The experience is there: a refusal would make the editor add it again.
    const message = isChangedMeanwhile(aside.failure) ? 'ajoutee-autre-changee' : 'ajoutee-sans-ecarter';
    return seeOther(reviewPath(added.data.id), { ...done, message });
  }
  return seeOther(reviewPath(added.data.id), { ...done, fiches: [aside.data] });
}

/** Takes fields of what the source tells now, all or the chosen ones, and keeps the others. */
async function settle(request: PageRequest, form: FormData, { review }: ReviewData): Promise<Answer> {
  const { id } = review.experience;
  const gesture = textOf(form, 'geste');
  const told = (review.rereading?.differences ?? []).map(({ field }) => field);
  const asked = gesture === 'prendre-tout' ? told : gesture === 'prendre' ? textsOf(form, 'champ') : [];
  const fields = asked.filter(isTakeable);
  if (gesture === 'prendre' && fields.length === 0)
    return seeOther(reviewPath(id), { message: 'rien', fiches: [] });
  const settled = await request.editing.settleRereading(id, { fields, reading: textOf(form, 'lecture') });
  if (!settled.ok) {
    if (!isChangedMeanwhile(settled.failure)) return refused(settled.failure, request);
    return seeOther(reviewPath(id), { message: 'changee-entre-temps', fiches: [] });
  }
  const message = fields.length === 0 ? 'vue' : 'enregistree';
  return seeOther(reviewPath(id), { message, fiches: fields.length === 0 ? [] : [settled.data] });
}

/** Receives the forms of the page of a fiche. */
export const reviewAction: FormAction = async (request, form) => {
  const outcome = await loadReview(request);
  if (!outcome.ok) return pageWithout(outcome.failure, request);
  switch (textOf(form, 'geste')) {
    case 'fusionner':
      return merge(request, form, outcome.data);
    case 'manque':
      return addMissing(request, form, outcome.data);
    case 'prendre':
    case 'prendre-tout':
    case 'vu':
      return settle(request, form, outcome.data);
    default:
      return decide(request, form, outcome.data);
  }
};
