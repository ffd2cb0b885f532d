import { DomainError, isDomainError } from '../../domain/errors.ts';
import { parseCorrections } from '../../domain/experience/corrections.ts';
import type { Audience } from '../../domain/experience/experience.ts';
import type { TerritoryKind } from '../../domain/territory/territory.ts';
import type { AuditEntry, FicheReader, ImportStore } from '../../ports/import-store.ts';
import type { GetTerritory } from '../browse/territories.ts';
import type { CorrectionOptions, createCorrectExperience } from './correct-experience.ts';
import type { createDeleteExperience } from './delete-experience.ts';
import type { ExperiencePatch } from './edit-fiches.ts';
import type { FicheEditor, ReadFiche } from './fiche-reader.ts';

/** Territory of a request: by code, or by name when it has none. */
export type AskedTerritory =
  | { readonly code: string; readonly kind: TerritoryKind | null }
  | { readonly name: string; readonly kind: TerritoryKind; readonly populationCount: number | null };

/** Patch of a request, before its territories are resolved. */
type AskedPatch = Omit<ExperiencePatch, 'territories'> & { readonly territories?: readonly AskedTerritory[] };

/** Stored fiche, which the reader may see, with a resource that it may not. */
export type KeptFiche = Pick<
  ReadFiche,
  | 'experience'
  | 'changedAt'
  | 'version'
  | 'status'
  | 'confidence'
  | 'resource'
  | 'evidence'
  | 'audit'
  | 'corrections'
>;

export interface ManageFichesDependencies {
  /** Throws `experience-not-found`. */
  readonly readFiche: (id: string, reader: FicheReader, signal?: AbortSignal) => Promise<KeptFiche>;
  readonly findRemaining: ImportStore['findRemaining'];
  readonly correctExperience: ReturnType<typeof createCorrectExperience>;
  readonly deleteExperience: ReturnType<typeof createDeleteExperience>;
  readonly getTerritory: GetTerritory;
}

/** Throws `territory-unknown`, `territory-ambiguous`. */
export function toStoredTerritory(asked: AskedTerritory, getTerritory: GetTerritory) {
  if (!('code' in asked)) return { ...asked, code: null };
  const { territory } = getTerritory(asked.code, asked.kind ?? undefined);
  const { name, kind, code, populationCount } = territory;
  return { name, kind, code, populationCount };
}

function provenanceFor(audience: Audience, { resource, evidence }: KeptFiche) {
  if (resource === null || (resource.access === 'members' && audience !== 'members')) return null;
  const { title, url, resourceType, text } = resource;
  const proofs = evidence.map((field) => ({ ...field, quote: text.slice(field.start, field.end) }));
  return { resource: { title, url, resourceType }, proofs };
}

export type Fiche = ReturnType<typeof toFiche>;

/** Describes a stored fiche within the rights of its reader; its version changes with anything that is shown. */
export function toFiche(fiche: KeptFiche, { audience }: Pick<FicheReader, 'audience'>) {
  const { experience, changedAt, version, status, confidence, corrections } = fiche;
  const { statusReason = null } = parseCorrections(corrections);
  const provenance = provenanceFor(audience, fiche);
  return { experience, changedAt, version, status, statusReason, confidence, provenance };
}

function experienceMerged(id: string, into: string): DomainError {
  const message = `L’expérience « ${id} » a été fusionnée avec « ${into} », qui reste : lisez-la à l’adresse /v1/experiences/${encodeURIComponent(into)}.`;
  return new DomainError('experience-merged', message, { id, into });
}

/**
 * Reads and edits fiches within the rights of the reader: a fiche that it may not see does not exist.
 * All methods throw DomainError `experience-not-found`, `store-unavailable`, `deadline-exceeded`.
 */
export function createManageFiches(dependencies: ManageFichesDependencies) {
  const { readFiche, findRemaining, correctExperience, deleteExperience, getTerritory } = dependencies;

  async function read(id: string, reader: FicheReader, signal?: AbortSignal) {
    try {
      return toFiche(await readFiche(id, reader, signal), reader);
    } catch (error) {
      if (!isDomainError(error, 'experience-not-found')) throw error;
      const into = await findRemaining(id, reader, signal);
      throw into === null ? error : experienceMerged(id, into);
    }
  }

  return {
    /** @throws DomainError `experience-merged`, and the reason of `signal` when it aborts */
    read,
    /**
     * Later imports keep the corrections.
     * @throws DomainError `changed-meanwhile`, `territory-unknown`, `territory-ambiguous`, `theme-unknown`,
     * `lever-unknown`, `quote-not-in-fiche`, and the reason of `signal` when it aborts: then nothing is written
     */
    async correct(id: string, patch: AskedPatch, editor: FicheEditor, options?: CorrectionOptions) {
      const { territories, ...given } = patch;
      // The reason of the previous status says nothing of the new one.
      const rest = given.status === undefined ? given : { statusReason: null, ...given };
      const resolved = territories?.map((asked) => toStoredTerritory(asked, getTerritory));
      const values = resolved === undefined ? rest : { ...rest, territories: resolved };
      const edited = await correctExperience(id, values, editor, options);
      // As this correction left it: an edit that came since is of somebody else.
      return { ...(await read(id, editor)), ...edited };
    },
    /** Later imports do not restore it. */
    remove: deleteExperience,
    /** Oldest first. */
    async history(id: string, reader: FicheReader): Promise<readonly AuditEntry[]> {
      return (await readFiche(id, reader)).audit;
    },
  };
}
