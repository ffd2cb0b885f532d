import { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import { closedObject, idInPath, limitInQuery, personText } from '../../input/request-values.ts';
import { HttpProblem } from '../../problems/problem.ts';
import { NAMING_PROBLEMS } from '../../problems/problem-schema.ts';
import { dateTime, integer, named, text, textOrNull } from '../answer-schemas.ts';
import { type ApiRoutes, EDITORS, FOR_EDITORS } from '../api-routes.ts';
import { kindSchema, settingSchema } from '../experiences/schemas.ts';
import { addErasure, limitStored } from '../feedback/left-by-visitors.ts';
import { distinct, fillTerritory } from '../recommendations/question.ts';
import { recommendationBodySchema } from '../recommendations/request-schemas.ts';

const { territory, themes, levers } = recommendationBodySchema.shape;

const entrustedSchema = closedObject({
  territory,
  priorities: personText({ min: 3, max: 2000, needsWord: true }).describe(
    'La question, telle qu’elle a été posée ; n’y laissez rien qui désigne une personne.',
  ),
  themes,
  levers,
  consent: z
    .boolean()
    .refine((isGiven) => isGiven, {
      error:
        'Sans votre accord, rien n’est gardé : « consent » vaut true quand la personne accepte que sa question soit gardée et lue.',
      params: { code: 'not-allowed' },
    })
    .meta({
      const: true,
      description: 'Vrai : la personne accepte que sa question soit gardée, et lue par la rédaction.',
    }),
}).meta({
  id: 'QuestionToEntrust',
  description: 'Une question restée sans réponse proche, et l’accord de qui la confie.',
});

const ids = (description: string) => z.array(z.string()).readonly().describe(description);

const questionSchema = named(
  'EntrustedQuestion',
  'Une question confiée à la rédaction, telle qu’elle est gardée.',
  {
    id: text('Référence de la question. Elle ne se devine pas : qui la connaît peut effacer la question.'),
    priorities: text('La question.'),
    territory: named('EntrustedTerritory', 'Le territoire qui demande ; null pour ce qui n’est pas donné.', {
      code: textOrNull('Code officiel.'),
      kind: kindSchema.nullable().describe('Type.'),
      name: textOrNull('Nom.'),
      population: z.int().nullable().describe('Nombre d’habitants donné.'),
      setting: settingSchema.nullable().describe('Contexte territorial donné.'),
    }),
    themes: ids('Identifiants des thèmes choisis.'),
    levers: ids('Identifiants des leviers choisis.'),
    createdAt: dateTime('Date et heure de réception.'),
    keptUntil: dateTime('Effacée après cette date, si personne ne l’a fait avant.'),
  },
);

type Kept = Awaited<ReturnType<Essaimage['entrustedQuestions']['read']>>;

function present({ territory: { populationCount, ...place }, ...question }: Kept) {
  return { ...question, territory: { ...place, population: populationCount } };
}

const entrustSchema = {
  operationId: 'entrustQuestion',
  tags: ['feedback'],
  summary: 'Confier une question à la rédaction',
  description:
    'Garde une question restée sans réponse proche : la rédaction seule la lit, pour dire ce qui y répond. Rien ne dit qui l’a posée : ni adresse, ni navigateur, ni clé. Une même adresse en confie en une heure autant, au plus, qu’elle peut faire d’autres requêtes en une minute. Répond 404 si l’exploitant n’en prend pas (ENTRUSTED_QUESTIONS).',
  body: entrustedSchema,
  response: {
    201: questionSchema.describe('La question est gardée ; `Location` donne l’adresse où l’effacer.'),
  },
};

const listSchema = {
  operationId: 'listEntrustedQuestions',
  tags: ['editing'],
  summary: 'Lire les questions confiées par des visiteurs',
  description: `La plus ancienne d’abord. Une question quitte la liste quand elle est effacée : par son auteur, par la rédaction qui l’a jugée ou écartée, ou par le temps.${FOR_EDITORS}`,
  querystring: closedObject({ limit: limitInQuery(100, 20, 'Nombre de questions.') }),
  response: {
    200: named('EntrustedQuestionList', 'Des questions confiées.', {
      questions: z.array(questionSchema).readonly().describe('La plus ancienne d’abord.'),
      total: integer('Nombre de toutes les questions gardées.'),
    }).describe('Les plus anciennes questions.'),
  },
};

const readSchema = {
  operationId: 'getEntrustedQuestion',
  tags: ['editing'],
  summary: 'Lire une question confiée',
  description: `Pour la juger.${FOR_EDITORS}`,
  params: idInPath('Référence de la question.'),
  response: { 200: questionSchema.describe('La question.') },
};

/** The operator's setting stops new questions alone: those that are kept can still be read and erased. */
export const routes: ApiRoutes = async (
  app,
  { essaimage: { entrustedQuestions }, operator, rateLimitPerMinute },
) => {
  app.post(
    '/entrusted-questions',
    {
      async onRequest() {
        if (operator.entrustedQuestionDays === null) throw new HttpProblem('route-not-found');
      },
      config: {
        access: 'open',
        retries: 'answered',
        sends: ['Location'],
        problems: ['route-not-found', ...NAMING_PROBLEMS],
        rateLimit: limitStored(rateLimitPerMinute),
      },
      schema: entrustSchema,
    },
    async ({ body }, reply) => {
      const question = await entrustedQuestions.entrust({
        priorities: body.priorities,
        territory: fillTerritory(body.territory ?? {}),
        themes: distinct(body.themes),
        levers: distinct(body.levers),
      });
      return reply
        .code(201)
        .header('location', `/v1/entrusted-questions/${question.id}`)
        .send(present(question));
    },
  );

  app.get(
    '/entrusted-questions',
    { config: { access: EDITORS }, schema: listSchema },
    async ({ query: { limit } }) => {
      const { questions, total } = await entrustedQuestions.list(limit);
      return { questions: questions.map(present), total };
    },
  );

  app.get(
    '/entrusted-questions/:id',
    { config: { access: EDITORS, problems: ['entrusted-question-not-found'] }, schema: readSchema },
    async ({ params }) => present(await entrustedQuestions.read(params.id)),
  );

  addErasure(app, '/entrusted-questions', {
    operationId: 'eraseEntrustedQuestion',
    summary: 'Effacer une question confiée',
    description:
      'Efface la question pour de bon. Sa référence suffit : aucune clé n’est lue. Ce que la rédaction a publié en la jugeant, relu par elle, reste.',
    id: 'Référence de la question, donnée quand elle a été confiée.',
    done: 'La question est effacée.',
    notFound: 'entrusted-question-not-found',
    takeBack: entrustedQuestions.takeBack,
  });
};
