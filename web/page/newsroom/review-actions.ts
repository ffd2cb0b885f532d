import type { Territory } from '../../api/answers.ts';
import type { ExperiencePatch } from '../../api/editing.ts';
import { findTerritories } from '../../question/ask-service.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { FormAction, PageAnswer, PageRequest } from '../layout/page.ts';
import { type DoneMessage, LIST_PATH, reviewPath, seeOther } from './addresses.ts';
import { isMergeable } from './comparisons.tsx';
import type { TypedTerritory } from './fiche-form.tsx';
import { loadReview, type ReviewData, refused, reviewAnswer } from './review-page.tsx';
import { changedValues, readValues, valuesOf } from './values.ts';

type Answer = PageAnswer | Response;

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

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

/** Saves the fields of the form, and decides. */
async function decide(request: PageRequest, form: FormData, data: ReviewData): Promise<Answer> {
  const { id } = data.review.experience;
  const gesture = textOf(form, 'geste');
  const decision = DECISIONS[gesture] ?? { message: 'enregistree' as const, patch: {} };
  // A form without the fields decides alone.
  const hasFields = form.has('titre');
  const { added, ...territory } = await readAdded(request, form);
  const before = valuesOf(data.review.experience);
  const values = hasFields ? readValues(form, data.review.experience, added) : before;
  if (territory.error !== null) return reviewAnswer(request, data, { values, territory, failure: null });
  if (decision.patch.status === 'published' && values.territories.length === 0) {
    const error = 'Donnez au moins un territoire avant de publier.';
    return reviewAnswer(request, data, { values, territory: { ...territory, error }, failure: null });
  }
  const patch = {
    ...changedValues(before, values),
    ...decision.patch,
    ...(gesture === 'ecarter' ? reasonIn(form) : {}),
  };
  if (Object.keys(patch).length === 0) return seeOther(reviewPath(id), { message: 'rien', ids: [] });
  const corrected = await request.editing.correct(id, patch);
  if (!corrected.ok) return reviewAnswer(request, data, { values, territory, failure: corrected.failure });
  const done = { message: decision.message, ids: [id] };
  const goesOn = gesture === 'publier-suivante' || gesture === 'ecarter';
  if (!goesOn) return seeOther(reviewPath(id), done);
  return seeOther(data.next === null ? LIST_PATH : reviewPath(data.next), done);
}

async function merge(request: PageRequest, form: FormData, { review }: ReviewData): Promise<Answer> {
  const into = textOf(form, 'dans');
  const fields = form.getAll('champ').filter(isMergeable);
  const { id } = review.experience;
  const merged = await request.editing.merge(id, { into, fields });
  if (!merged.ok) return refused(merged.failure, request);
  return seeOther(reviewPath(into), { message: 'fusionnee', ids: [into, id] });
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
  const isSplit = form.has('scinder');
  if (isSplit) {
    const patch = { status: 'set-aside', statusReason: 'Scindée.' } as const;
    const aside = await editing.correct(review.experience.id, patch);
    if (!aside.ok) return refused(aside.failure, request);
  }
  const ids = isSplit ? [review.experience.id] : [];
  return seeOther(reviewPath(added.data.id), { message: 'ajoutee', ids });
}

async function markSeen(request: PageRequest, { review }: ReviewData): Promise<Answer> {
  const { id } = review.experience;
  const seen = await request.api.delete('/v1/experiences/{id}/changes', { path: { id } });
  return seen.ok ? seeOther(reviewPath(id), { message: 'vue', ids: [] }) : refused(seen.failure, request);
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
    case 'vu':
      return markSeen(request, outcome.data);
    default:
      return decide(request, form, outcome.data);
  }
};
