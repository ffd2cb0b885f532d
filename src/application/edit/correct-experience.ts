import { DomainError } from '../../domain/errors.ts';
import { parseCorrections } from '../../domain/experience/corrections.ts';
import type { Experience } from '../../domain/experience/experience.ts';
import { findMisquotes, MISQUOTE_MESSAGE } from '../../domain/experience/misquotes.ts';
import { FAULTS } from '../../domain/faults.ts';
import type { StoredFiche } from '../../ports/import-store.ts';
import { checkTaxonomy, resolveTerritory } from '../common/asked-ids.ts';
import { type EditedFiche, type ExperiencePatch, editFiches } from './edit-fiches.ts';
import { type FicheEditor, storedVersion } from './fiche-reader.ts';
import type { EditingDependencies } from './publish-edit.ts';

export interface CorrectionOptions {
  /** Ends the correction before it is written, never after. */
  readonly signal?: AbortSignal | undefined;
  /** Version of the fiche that the editor read; left out, the correction applies to any. */
  readonly version?: string | undefined;
}

function checkPatch(
  { themes, levers, territories }: ExperiencePatch,
  { taxonomy, gazetteer }: EditingDependencies,
): void {
  checkTaxonomy(taxonomy, { themes: themes ?? [], levers: (levers ?? []).map(({ lever }) => lever) });
  for (const { code, kind } of territories ?? []) {
    if (code !== null) resolveTerritory(gazetteer, code, kind);
  }
}

/**
 * Refuses an edit after which the fiche would quote what it does not say, whether the quote or the text is new.
 * @throws DomainError `quote-not-in-fiche`
 */
export function checkQuotes(before: Experience, after: Experience): void {
  const already = new Set(findMisquotes(before).map(({ sentence }) => sentence));
  const added = findMisquotes(after).filter(({ sentence }) => !already.has(sentence));
  if (added.length === 0) return;
  const message = `Cette phrase ${MISQUOTE_MESSAGE}. Recopiez une phrase du titre, du récit ou de l’usage d’un levier, ou corrigez-les ensemble.`;
  throw new DomainError('quote-not-in-fiche', message, { paths: added.map(({ path }) => path) });
}

export function changedMeanwhile(id: string): DomainError {
  const message =
    'La fiche a changé depuis que vous l’avez lue : rien n’est enregistré. Relisez-la, puis recommencez avec sa version.';
  return new DomainError('changed-meanwhile', message, { id });
}

export function territoryMissing(id: string): DomainError {
  return new DomainError('territory-missing', FAULTS['territory-missing'].advice, { id });
}

/** Refuses to publish a fiche without a territory, and to take the last one from a published fiche. */
function checkPlaced({ experience, status }: StoredFiche, patch: ExperiencePatch): void {
  const { territories = experience.territories } = patch;
  const isAsked = patch.status !== undefined || patch.territories !== undefined;
  if (isAsked && (patch.status ?? status) === 'published' && territories.length === 0)
    throw territoryMissing(experience.id);
}

function sourceReserved(id: string): DomainError {
  const message =
    'La fiche vient d’une source réservée aux membres : elle le reste, et rien n’est enregistré. Importez la source à nouveau, ouverte à tous, ou laissez-la aux membres.';
  return new DomainError('source-reserved', message, { id });
}

/**
 * Corrects, publishes or sets aside an experience, at once for readers; later imports do not undo it. Returns the
 * corrected fiche. Throws the reason of `signal` when it aborts before the model has read the new text: nothing is
 * written. Throws DomainError `experience-not-found`, `changed-meanwhile`, `source-reserved`, `theme-unknown`,
 * `lever-unknown`, `territory-unknown`, `territory-missing`, `quote-not-in-fiche`, `index-not-ready`, `model-mismatch`,
 * `deadline-exceeded`, `store-unavailable`, `embedder-unavailable`.
 */
export function createCorrectExperience(dependencies: EditingDependencies) {
  const { hash } = dependencies;
  return async (
    id: string,
    patch: ExperiencePatch,
    editor: FicheEditor,
    { signal, version }: CorrectionOptions = {},
  ): Promise<EditedFiche> => {
    checkPatch(patch, dependencies);
    const [edited] = await editFiches(
      {
        ids: [id],
        action: 'correct',
        plan: (fiches) =>
          fiches.map((fiche) => {
            if (version !== undefined && storedVersion(fiche, hash) !== version) throw changedMeanwhile(id);
            if (patch.access === 'public' && fiche.resource?.access === 'members') throw sourceReserved(id);
            checkPlaced(fiche, patch);
            // A new decision on a merged fiche ends its merge.
            const wasMerged = typeof parseCorrections(fiche.corrections).mergedInto === 'string';
            return patch.status !== undefined && wasMerged ? { ...patch, mergedInto: null } : patch;
          }),
        check: checkQuotes,
        editor,
        signal,
      },
      dependencies,
    );
    if (edited === undefined) throw new Error(`no edit of ${id}`);
    return edited;
  };
}
