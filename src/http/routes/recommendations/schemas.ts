import { z } from 'zod';
import { EXPERIENCE_REASON_CODES, LEVER_REASON_CODES } from '../../../domain/explanation/reason.ts';
import { STATUSES } from '../../../domain/matching/decide-status.ts';
import { LEVELS } from '../../../domain/matching/level.ts';
import { EXPERIENCE_CRITERIA, LEVER_CRITERIA } from '../../../domain/matching/weights.ts';
import { ORIGINS } from '../../../domain/profile/profile.ts';
import { integer, listOf, named, readingSchema, text, textOrNull, titledSchema } from '../answer-schemas.ts';
import { costsSchema, sourcedCosts } from '../experiences/costs.ts';
import {
  experienceSchema,
  kindSchema,
  labelSchema,
  placeSchema,
  settingSchema,
} from '../experiences/schemas.ts';
import { leverSchema, permissionSchema } from '../levers/schemas.ts';

const unit = z.number().min(0).max(1);
const rank = z.int().min(1).describe('Rang, à partir de 1.');

function resolved<T extends z.ZodType>(id: string, value: T, what: string) {
  return named(id, `${what} Une valeur inconnue n’exclut rien.`, {
    value: value.nullable(),
    origin: z
      .enum(ORIGINS)
      .describe(
        'Donné par la requête (given), déduit du code officiel (derived), lu dans les priorités (read) ou inconnu (unknown).',
      ),
  });
}

const profileSchema = named('Profile', 'La demande, complétée par le découpage administratif officiel.', {
  territory: named('NamedTerritory', 'Le territoire retenu ; null quand la requête n’en donne pas.', {
    code: z.string().nullable(),
    name: z.string().nullable(),
  }),
  kind: resolved('ResolvedKind', kindSchema, 'Type de territoire.'),
  statute: textOrNull('Texte du statut particulier du territoire ; null sans statut particulier.'),
  population: resolved('ResolvedPopulation', z.int(), 'Nombre d’habitants.'),
  setting: resolved('ResolvedSetting', settingSchema, 'Contexte territorial.'),
  department: resolved('ResolvedDepartment', placeSchema, 'Département.'),
  region: resolved('ResolvedRegion', placeSchema, 'Région.'),
  priorities: text(
    'Les priorités, telles qu’elles ont été écrites ; « understood » dit comment elles ont été lues.',
  ),
  themes: z.array(labelSchema).describe('Thèmes choisis.'),
  levers: z.array(labelSchema).describe('Leviers choisis.'),
});

const breakdown = listOf(
  'Criterion',
  'Détail du score. Les critères qui ne s’appliquent pas (valeur inconnue) sont absents. Les nombres sont arrondis à 4 décimales ; le score est la somme des contributions affichées.',
  {
    criterion: z
      .enum([...EXPERIENCE_CRITERIA, ...LEVER_CRITERIA])
      .describe('Critère d’une expérience ou d’un levier.'),
    label: text('Nom du critère, en français.'),
    value: unit.describe('Note de ce critère, de 0 à 1, indépendante des autres résultats.'),
    weight: unit.describe('Part de ce critère parmi ceux qui s’appliquent ; les parts font 1.'),
    contribution: unit.describe('Note × part.'),
  },
);

const reasons = listOf('Reason', 'Pourquoi ce résultat, la raison la plus parlante d’abord.', {
  code: z
    .enum([...EXPERIENCE_REASON_CODES, ...LEVER_REASON_CODES])
    .describe('Code stable de la raison, d’une expérience ou d’un levier.'),
  text: text('Phrase en français, vérifiable dans la fiche.'),
});

const experienceResultSchema = named(
  'ExperienceResult',
  'Une expérience proposée, son score et ses raisons.',
  {
    rank,
    score: unit.describe(
      'Score pour le besoin auquel l’expérience répond d’abord, de 0 à 1. Ne dépend ni des autres résultats, ni du nombre demandé.',
    ),
    relevance: unit.describe(
      'Probabilité, de 0 à 1, qu’une personne du métier la juge utile à ce besoin ; le niveau en découle.',
    ),
    level: z
      .enum(LEVELS)
      .describe(
        'De part et d’autre de la ligne où l’utilité baisse. close : sur le sujet ; related : pour élargir.',
      ),
    needs: z
      .array(z.int().min(1))
      .describe('Numéros des besoins auxquels elle répond, celui pour lequel elle est classée d’abord.'),
    experience: experienceSchema,
    breakdown,
    reasons,
    evidence: named('Evidence', 'La phrase de la fiche la plus proche de la demande.', {
      passage: text('Phrase de la fiche la plus proche de la demande.'),
      highlights: z
        .array(z.array(z.int()).length(2))
        .describe('Mots communs : [début, fin[ dans la phrase, en unités UTF-16, croissants et disjoints.'),
    })
      .nullable()
      .describe('Preuve tirée de la fiche ; null sans passage comparé.'),
  },
);

const leverResultSchema = named('LeverResult', 'Un levier proposé, son score et les cas qui l’appuient.', {
  rank,
  score: unit.describe('Score, de 0 à 1.'),
  lever: leverSchema,
  whoMay: permissionSchema
    .nullable()
    .describe(
      'Ce que votre type de collectivité peut en faire ; null quand il n’est pas connu, ou que le droit du levier n’a pas été réuni. Un levier sous condition n’est jamais écarté.',
    ),
  breakdown,
  reasons,
  evidence: z
    .enum(['several-cases', 'single-case', 'further-cases'])
    .describe(
      'several-cases : deux expériences de la réponse ou plus l’utilisent ; single-case : une seule ; further-cases : aucune, mais d’autres plus éloignées.',
    ),
  supporting: listOf('SupportingExperience', 'Les expériences qui l’appuient, trois au plus.', {
    experienceId: text('Identifiant de l’expérience.'),
    title: text('Titre de l’expérience.'),
    what: text('Ce que la collectivité a fait avec ce levier.'),
  }),
  costs: costsSchema,
  firstStep: textOrNull('Par où commencer ; null quand son droit n’a pas été réuni.'),
  watchOut: textOrNull('Le premier point de vigilance ; null sans aucun.'),
});

const ANSWER = 'La réponse : ce que d’autres ont fait, avec quels leviers, et pourquoi c’est proposé.';

const understandingSchema = named('Understanding', 'Comment les priorités ont été lues.', {
  ...readingSchema.shape,
  setAside: listOf(
    'SetAsideSubject',
    'Ce que la demande écarte (« surtout pas un tiers-lieu »), dans l’ordre : les expériences qui en parlent viennent après les autres. Les leviers écartés sont dans « setAsideLevers ». « asTyped » les annule.',
    {
      words: text('Mots de la demande qui l’écartent, tels qu’ils ont été lus.'),
      subject: text('Ce qui est écarté : « tiers-lieu ».'),
    },
  ),
  conditions: listOf(
    'AskedCondition',
    'Les conditions que dit la demande, dans l’ordre : celles de la collectivité complètent le profil quand il ne les donne pas, les autres comptent dans le classement. « asTyped » les annule.',
    {
      words: text('Mots de la demande qui la disent, tels qu’ils ont été lus.'),
      label: text('La condition : « Village », « Depuis 2020 ».'),
    },
  ),
});

export const recommendationSchema = named('Recommendation', ANSWER, {
  id: text('Le même pour la même demande sur le même index.'),
  status: z
    .enum(STATUSES)
    .describe(
      'ok : chaque besoin a une expérience sur son sujet ; partial : aucune n’est sur le sujet, ou un besoin n’en a pas ; broad : répondu, mais la demande gagnerait à être précisée ; no_match : la demande ne porte pas sur le sujet du service, ou il n’y a rien à montrer. Seul no_match ne montre rien.',
    ),
  hint: named('Hint', 'Conseil pour une meilleure réponse.', {
    text: text('Que faire pour obtenir une meilleure réponse.'),
    themes: z
      .array(labelSchema)
      .readonly()
      .describe('Thèmes qui préciseraient la demande ; le plus proche quand rien n’est montré.'),
    questions: z
      .array(z.string())
      .readonly()
      .describe('Questions voisines auxquelles la base répond, deux au plus, quand rien n’est montré.'),
  })
    .nullable()
    .describe('Conseil quand le statut n’est pas ok ; null sinon.'),
  understood: understandingSchema,
  notes: z
    .array(z.string())
    .describe(
      'Remarques sur la lecture de la demande : une demande de plus de 256 unités du modèle (environ mille caractères) n’est lue que jusque là.',
    ),
  profile: profileSchema,
  needs: listOf('Need', 'Les besoins lus dans la demande ; un seul quand elle ne se divise pas.', {
    number: z.int().min(1).describe('Numéro du besoin, dans l’ordre de la demande.'),
    text: text('Mots de la demande qui le disent ; vide quand elle ne dit que des thèmes ou des leviers.'),
    level: z
      .literal('close')
      .nullable()
      .describe('close quand une expérience est sur le sujet de ce besoin ; null sinon.'),
  }),
  ownExperiences: z
    .array(titledSchema)
    .readonly()
    .describe('Les expériences du territoire qui demande, sur ce sujet : à part, et hors du compte.'),
  experiences: z
    .array(experienceResultSchema)
    .describe(
      'Expériences, par rang : d’abord celles sur le sujet, où chaque besoin a son tour, puis celles qui élargissent, jusqu’à « limit ».',
    ),
  costs: sourcedCosts(
    'Ordres de grandeur des expériences sur le sujet, montrées ou non ; aucun pour une demande large.',
  ),
  levers: z
    .array(leverResultSchema)
    .describe('Leviers que la demande et les expériences les plus proches appuient, par rang.'),
  setAsideLevers: z
    .array(
      named('SetAsideLever', 'Un levier que la demande écarte.', {
        ...labelSchema.shape,
        words: z
          .array(z.string())
          .readonly()
          .describe('Mots de la demande qui l’écartent, tels qu’ils ont été écrits.'),
      }),
    )
    .describe('Leviers que la demande écarte (« sans subvention ») : ils ne sont pas proposés.'),
  total: integer('Nombre d’expériences comparées ; 0 sans correspondance.'),
  ranking: named('Ranking', 'Ce qui a produit ce classement.', {
    version: text('Version des poids.'),
    index: text('Version de l’index.'),
    model: text('Modèle qui compare les textes.'),
  }),
});
