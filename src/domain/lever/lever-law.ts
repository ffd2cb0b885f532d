import { z } from 'zod';
import type { Frozen } from '../experience/experience.ts';
import type { Profile } from '../profile/profile.ts';
import type { RegisteredTerritory, TerritoryKind } from '../territory/territory.ts';
import { identifier, text, webAddress } from '../text/kept-text.ts';

/** Kinds of territory whose powers are known: a `pays` has those that its members give it. */
export const EMPOWERED_KINDS = [
  'commune',
  'epci',
  'ept',
  'departement',
  'region',
] as const satisfies readonly RegisteredTerritory['kind'][];
export type EmpoweredKind = (typeof EMPOWERED_KINDS)[number];

const OFFICIAL = /^https:\/\/(?:[a-z-]+\.)*(?:legifrance\.gouv\.fr|europa\.eu)\//;

const day = z.iso.date({ error: 'doit s’écrire AAAA-MM-JJ' });

const textSchema = z.strictObject({
  /** Citation of the article, the law or the decision. */
  ref: text,
  /** Rule that it sets, in one sentence. */
  about: text,
  /** Kinds that it rules, where it rules some alone. */
  kinds: z.array(z.enum(EMPOWERED_KINDS)).min(1).optional(),
  /** `opens`: the text itself, or the code or the law that holds it. Null when no address is known. */
  address: z
    .strictObject({
      url: webAddress.refine((url) => OFFICIAL.test(url), {
        error:
          'doit être une adresse de Légifrance ou de l’Union européenne ; sinon écrivez « address »: null',
      }),
      opens: z.enum(['reference', 'code']),
    })
    .nullable(),
  /** Day of the reading, as `2026-11-26`. */
  checkedOn: day,
});

/** Amount, share, duration or size from which a rule applies. */
const thresholdSchema = z.strictObject({
  label: text,
  value: z.number().positive(),
  unit: text,
  note: text.nullable(),
  ref: text,
});

/** Articles in place of `ref`, by the form of the EPCI. */
const refsByForm = z.record(z.enum(['CC', 'CA', 'CU', 'METRO']), text);

/** Whether a kind of collectivité may use a lever, and under which condition. */
const permissionSchema = z.discriminatedUnion('may', [
  z.strictObject({ may: z.literal('yes') }),
  z.strictObject({ may: z.literal('conditional'), reason: text, ref: text, refs: refsByForm.optional() }),
]);

const lawSchema = z.strictObject({
  /** Lawyer who read the law of the lever again, and day of the signature; null until one has signed. */
  reviewedBy: z.strictObject({ name: text, on: day }).nullable(),
  whoMay: z.record(z.enum(EMPOWERED_KINDS), permissionSchema),
  texts: z.array(textSchema),
  watchOut: z.array(text),
  firstSteps: z.array(text),
  thresholds: z.array(thresholdSchema),
});

export const lawOfLeverSchema = lawSchema.safeExtend({ lever: identifier });

export type LeverLaw = Frozen<z.output<typeof lawSchema>>;
export type Permission = LeverLaw['whoMay'][EmpoweredKind];
/** `unknown`: the authority has a statute of its own, `ref`, and the rule of its kind does not hold. */
export type KindPermission = { readonly kind: EmpoweredKind } & (
  | Permission
  | { readonly may: 'unknown'; readonly reason: string; readonly ref: string }
);

/** Returns the first caution; null where it quotes an article or « la région » to an authority with its own statute. */
export function firstWatchOut(law: LeverLaw | null, permission: KindPermission | null): string | null {
  const [first = null] = law?.watchOut ?? [];
  return permission?.may === 'unknown' && /\b[LRD]\.\s?\d|la région/.test(first ?? '') ? null : first;
}

/** Returns what `kind`, of this form or `statute`, may do; null when the kind or the law is not known. */
export function permissionFor(
  law: LeverLaw | null,
  kind: TerritoryKind | null,
  { statute, epciForm }: Pick<Profile, 'statute' | 'epciForm'> = { statute: null, epciForm: null },
): KindPermission | null {
  const known = EMPOWERED_KINDS.find((candidate) => candidate === kind);
  if (law === null || known === undefined) return null;
  if (statute !== null)
    return { kind: known, may: 'unknown', reason: 'Statut particulier : à vérifier.', ref: statute };
  const rule = law.whoMay[known];
  if (rule.may === 'yes') return { kind: known, ...rule };
  const { refs, ...condition } = rule;
  return { kind: known, ...condition, ref: (epciForm && refs?.[epciForm]) ?? condition.ref };
}
