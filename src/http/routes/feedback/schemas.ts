import { z } from 'zod';
import {
  FEEDBACK_REASONS,
  isReasonOf,
  MAX_COMMENT_LENGTH,
  RECOMMENDATION_ID,
  VERDICTS,
  type Verdict,
} from '../../../domain/feedback/feedback.ts';
import { FEEDBACK_REASON_LABELS } from '../../../domain/french/labels.ts';
import { closedObject, identifier, idInPath, personText } from '../../input/request-values.ts';
import { dateTime, named, text, textOrNull } from '../answer-schemas.ts';

function listReasons(verdict: Verdict): string {
  return Object.entries(FEEDBACK_REASON_LABELS[verdict])
    .map(([code, label]) => `« ${label} » (\`${code}\`)`)
    .join(', ');
}

const REASONS_OF_VERDICTS = `Avec « useful » : ${listReasons('useful')}. Avec « not-useful » : ${listReasons('not-useful')}.`;

const judged = {
  recommendationId: z
    .string()
    .regex(RECOMMENDATION_ID)
    .describe('Le champ « id » de la réponse qui a fait la proposition.'),
  verdict: z.enum(VERDICTS).describe('Utile (useful) ou pas utile (not-useful).'),
};

function isAboutOne({ experienceId, leverId }: { experienceId?: unknown; leverId?: unknown }): boolean {
  return (experienceId === undefined) !== (leverId === undefined);
}

export const opinionSchema = closedObject({
  ...judged,
  experienceId: identifier.optional().describe('L’expérience proposée ; ou bien « leverId ».'),
  leverId: identifier.optional().describe('Le levier proposé ; ou bien « experienceId ».'),
  reason: z
    .enum(FEEDBACK_REASONS)
    .nullable()
    .default(null)
    .meta({ default: null, description: `Pourquoi. ${REASONS_OF_VERDICTS}` }),
  comment: personText({ min: 1, max: MAX_COMMENT_LENGTH, needsWord: false }).nullable().default(null).meta({
    default: null,
    description:
      'Avec vos mots. Il est conservé : n’y écrivez rien qui désigne une personne, ni que vous ne voudriez pas voir lu par qui administre le service.',
  }),
})
  .refine(isAboutOne, {
    error: 'Donnez soit une expérience (experienceId), soit un levier (leverId).',
    params: { code: 'one-of' },
  })
  .refine(({ verdict, reason }) => reason === null || isReasonOf(verdict, reason), {
    path: ['reason'],
    error: `Cette raison ne va pas avec ce verdict. ${REASONS_OF_VERDICTS}`,
    params: { code: 'not-allowed' },
  })
  .meta({
    id: 'Opinion',
    description:
      'Ce que quelqu’un pense d’une proposition. Un seul de « experienceId » et « leverId » est donné ; la raison et le commentaire sont facultatifs.',
    // With `not`: generated clients take the alternatives of `oneOf` for other types.
    not: {
      anyOf: [
        { required: ['experienceId', 'leverId'] },
        { not: { anyOf: [{ required: ['experienceId'] }, { required: ['leverId'] }] } },
      ],
    },
  });

export const feedbackSchema = named('Feedback', 'Un avis qui vient d’être conservé.', {
  id: text(
    'Identifiant de l’avis. Il ne se devine pas : qui le connaît peut retirer l’avis. Il n’est donné qu’ici.',
  ),
  ...judged,
  experienceId: textOrNull('L’expérience proposée ; null pour un levier.'),
  leverId: textOrNull('Le levier proposé ; null pour une expérience.'),
  reason: z.enum(FEEDBACK_REASONS).nullable().describe('La raison donnée ; null sans raison.'),
  comment: textOrNull('Le commentaire, tel qu’il est conservé ; null sans commentaire.'),
  createdAt: dateTime('Date et heure de l’avis.'),
});

export const feedbackParamsSchema = idInPath('Identifiant de l’avis, donné quand il a été conservé.');
