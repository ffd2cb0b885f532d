import type { ExperienceDraft, ExperienceState } from '../experience/experience.ts';
import type { FigurePeriod, FigureRole } from '../experience/figure.ts';
import type { Asker } from '../matching/asker.ts';
import type { Level } from '../matching/level.ts';
import type { ExperienceCriterion, LeverCriterion } from '../matching/weights.ts';
import type { Setting, TerritoryKind } from '../territory/territory.ts';

/*
 * French labels of coded values, for the API, the pages, the component and the command line. Written for the middle of
 * a sentence unless said otherwise; `capitalise` makes the beginning of one.
 */

export const SETTING_LABELS: Readonly<Record<Setting, string>> = {
  rural: 'rural',
  periurban: 'périurbain',
  urban: 'urbain',
  mixed: 'mixte (ville et campagne)',
};

export const KIND_LABELS: Readonly<Record<TerritoryKind, string>> = {
  commune: 'commune',
  epci: 'intercommunalité',
  ept: 'établissement public territorial',
  departement: 'département',
  region: 'région',
  pays: 'pays ou pôle territorial',
};

const OWN_STATUTE = 'collectivité à statut particulier';
/** Names the kind of an authority; one that acts as a département or a région by a `statute` of its own is neither. */
export const nameKind = (kind: TerritoryKind, statute: string | null): string =>
  statute !== null && ['departement', 'region'].includes(kind) ? OWN_STATUTE : KIND_LABELS[kind];

export const KINDS_WITH_ARTICLE: Readonly<Record<TerritoryKind, string>> = {
  commune: 'une commune',
  epci: 'une intercommunalité',
  ept: 'un établissement public territorial',
  departement: 'un département',
  region: 'une région',
  pays: 'un pays ou pôle territorial',
};

/** Groups of collectivités, after a verb that takes « à ». */
export const ASKERS_WITH_ARTICLE: Readonly<Record<Asker, string>> = {
  village: 'aux communes de moins de 3 500 habitants',
  town: 'aux communes de 3 500 à 20 000 habitants',
  city: 'aux communes de plus de 20 000 habitants',
  intercommunality: 'aux intercommunalités de moins de 100 000 habitants',
  'large-intercommunality': 'aux intercommunalités de plus de 100 000 habitants',
  departement: 'aux départements',
  region: 'aux régions',
};

export const FIELD_LABELS = {
  title: 'titre',
  summary: 'résumé',
  territories: 'territoires',
  setting: 'contexte',
  year: 'année',
  themes: 'thèmes',
  levers: 'leviers',
  actors: 'acteurs',
  figures: 'chiffres',
  state: 'état',
  checkedOn: 'vérifiée le',
  difficulties: 'difficultés',
  otherSources: 'autres sources',
  source: 'source',
  access: 'accès',
} as const satisfies Readonly<Record<Exclude<keyof ExperienceDraft, 'id'>, string>>;

/** States of an experience; each agrees with « expérience », but the unknown, which is that of a state. */
export const STATE_LABELS: Readonly<Record<ExperienceState, string>> = {
  running: 'en cours',
  'ended-as-planned': 'terminée comme prévu',
  stopped: 'arrêtée',
  unknown: 'inconnu',
};

/** Roles of figures; each begins a line. */
export const FIGURE_ROLE_LABELS: Readonly<Record<FigureRole, string>> = {
  'total-cost': 'Coût total du projet',
  'authority-share': 'Part payée par la collectivité',
  'grant-received': 'Aide reçue d’un autre financeur',
  capital: 'Parts prises par la collectivité',
  price: 'Prix payé par l’usager',
  jobs: 'Emplois',
  people: 'Personnes',
  surface: 'Surface',
  other: 'Autre',
};

export const PERIOD_LABELS: Readonly<Record<FigurePeriod, string>> = {
  'per-hour': 'par heure',
  'per-day': 'par jour',
  'per-week': 'par semaine',
  'per-month': 'par mois',
  'per-year': 'par an',
  'per-person': 'par personne',
  'per-project': 'par projet',
};

/** Criteria of the ranking; each begins a line. */
export const CRITERION_LABELS: Readonly<Record<ExperienceCriterion | LeverCriterion, string>> = {
  semantic: 'Proximité de sens',
  lexical: 'Mots en commun',
  precedents: 'Jugée utile pour des demandes proches',
  themes: 'Thèmes demandés',
  levers: 'Leviers demandés',
  likeness: 'Ressemblance des territoires',
  request: 'Conseillé pour cette demande, à une telle collectivité',
  asked: 'Levier demandé',
  cues: 'Évoqué par la demande',
};

/** Levels of an experience, as they end the count of a group. */
export const LEVEL_LABELS: Readonly<Record<Level, string>> = {
  close: 'sur votre sujet',
  related: 'pour élargir',
};

/** Statuses that an answer announces; each is a sentence without its final stop. */
export const STATUS_LABELS = {
  partial: 'Rien sur ce sujet précis',
  broad: 'Votre demande est large',
  no_match: 'Aucune expérience ne porte sur cette demande',
} as const;

/** Warning on a lever that a single experience of the answer supports. */
export const SINGLE_CASE_WARNING = 'Un seul cas l’appuie\u00a0: à vérifier.';

export const VERDICT_LABELS = { useful: 'utile', 'not-useful': 'pas utile' } as const;

/**
 * Reasons of a feedback by verdict, in the order of display; each begins a line. A reason names something that can be
 * acted on: the matching, the profile, the fiche, the levers.
 */
export const FEEDBACK_REASON_LABELS = {
  useful: {
    'answers-need': 'Répond à notre besoin',
    'similar-territory': 'Territoire comparable au nôtre',
    'gives-contacts-or-proof': 'Donne des contacts ou des preuves',
    'new-idea': 'Donne une idée nouvelle',
  },
  'not-useful': {
    'off-topic': 'Hors sujet',
    'different-territory': 'Territoire trop différent du nôtre',
    'out-of-reach': 'Hors de nos compétences ou de nos moyens',
    'too-old': 'Trop ancien',
    'not-enough-detail': 'Pas assez détaillé',
    'already-known': 'Déjà connu',
  },
} as const;

export function capitalise(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}
