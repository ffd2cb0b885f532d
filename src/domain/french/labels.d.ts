import type { ExperienceCriterion, LeverCriterion } from '../matching/weights.ts';
import type { Setting, TerritoryKind } from '../territory/territory.ts';
export declare const SETTING_LABELS: Readonly<Record<Setting, string>>;
export declare const KIND_LABELS: Readonly<Record<TerritoryKind, string>>;
/** Fields of a fiche. */
export declare const FIELD_LABELS: {
  readonly title: 'titre';
  readonly summary: 'résumé';
  readonly territories: 'territoires';
  readonly setting: 'contexte';
  readonly year: 'année';
  readonly themes: 'thèmes';
  readonly levers: 'leviers';
  readonly actors: 'acteurs';
  readonly figures: 'chiffres';
  readonly source: 'source';
  readonly access: 'accès';
};
/** Criteria of the ranking; each begins a line. */
export declare const CRITERION_LABELS: Readonly<Record<ExperienceCriterion | LeverCriterion, string>>;
/** Statuses of an answer that need a word; each is a sentence without its final stop. */
export declare const STATUS_LABELS: {
  readonly broad: 'Votre demande est large';
  readonly no_match: 'Aucune expérience ne porte sur cette demande';
};
/** Said of a lever that one near case alone supports. */
export declare const SINGLE_CASE_WARNING = 'Un seul cas proche l\u2019utilise\u00A0: \u00E0 v\u00E9rifier.';
export declare const VERDICT_LABELS: {
  readonly useful: 'utile';
  readonly 'not-useful': 'pas utile';
};
/**
 * Why a proposal was useful or not, by verdict, in the order in which the reasons are offered; each begins a
 * line. A reason names something that can be acted on: the matching, the profile, the fiche, the levers.
 */
export declare const FEEDBACK_REASON_LABELS: {
  readonly useful: {
    readonly 'answers-need': 'Répond à notre besoin';
    readonly 'similar-territory': 'Territoire comparable au nôtre';
    readonly 'gives-contacts-or-proof': 'Donne des contacts ou des preuves';
    readonly 'new-idea': 'Donne une idée nouvelle';
  };
  readonly 'not-useful': {
    readonly 'off-topic': 'Hors sujet';
    readonly 'different-territory': 'Territoire trop différent du nôtre';
    readonly 'out-of-reach': 'Hors de nos compétences ou de nos moyens';
    readonly 'too-old': 'Trop ancien';
    readonly 'not-enough-detail': 'Pas assez détaillé';
    readonly 'already-known': 'Déjà connu';
  };
};
export declare function capitalise(label: string): string;
