import { z } from 'zod';
import { wideNetworkOf } from '../../input/addresses.ts';
import { closedObject, givenAddress, identifier, personText } from '../../input/request-values.ts';
import { Allowance } from '../../plugins/rate-limit.ts';
import { HttpProblem } from '../../problems/problem.ts';
import { NAMING_PROBLEMS } from '../../problems/problem-schema.ts';
import { named, text } from '../answer-schemas.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { askedTerritories } from '../experiences/edit-schemas.ts';
import { toAskedTerritory } from '../experiences/present.ts';

const MAX_CHOSEN = 20;
const LONGEST_STORY = 10_000;
const LONGEST_CONTACT = 254;
/** RFC 5321, 4.5.3.1: 64 characters before the @; RFC 1035: 63 in each label. */
const MAILBOX =
  /^(?=[^@]{1,64}@)(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

const chosen = (description: string) =>
  z
    .array(identifier)
    .max(MAX_CHOSEN)
    .default([])
    .meta({ default: [], description })
    .transform((ids) => [...new Set(ids)]);

const contributionSchema = closedObject({
  title: personText({ min: 10, max: 200, needsWord: true }).describe('Ce qui a été fait, et où.'),
  story: personText({ min: 100, max: LONGEST_STORY, needsWord: true }).describe(
    'Ce que la collectivité a fait, avec qui, et ce que cela a donné.',
  ),
  territory: askedTerritories.element.describe('La collectivité qui l’a fait.'),
  year: z.int().min(1900).max(2100).nullable().default(null).describe('Année du début ; null : inconnue.'),
  themes: chosen('Identifiants de thèmes (voir /v1/themes).'),
  levers: chosen('Identifiants de leviers (voir /v1/levers).'),
  source: closedObject({
    title: personText({ min: 3, max: 300, needsWord: true }).describe('Titre du document.'),
    url: givenAddress
      .nullable()
      .default(null)
      .describe('Adresse du document ; null s’il n’est pas en ligne.'),
  })
    .meta({ id: 'ContributedSource' })
    .nullable()
    .default(null)
    .describe('Document qui raconte l’expérience ; null : il n’y en a pas.'),
  contact: z
    .email({ error: 'Une adresse électronique est attendue : service@exemple.fr.', pattern: MAILBOX })
    .max(LONGEST_CONTACT)
    .nullable()
    .default(null)
    .describe(
      'Adresse électronique professionnelle, pour vous répondre ; gardée jusqu’à ce que quelqu’un décide, un an au plus, puis effacée.',
    ),
}).meta({ id: 'Contribution', description: 'Une expérience qu’une collectivité propose.' });

const WEEK_MS = 604_800_000;
/** Contributions of one network in a week, as long as places are held: it takes 25 networks to fill the queue. */
const MAX_OF_NETWORK = 8;

const contributeSchema = {
  operationId: 'contribute',
  tags: ['feedback'],
  summary: 'Proposer une expérience',
  description: `Met une expérience dans la file de relecture : personne d’autre que la rédaction ne la voit avant qu’elle soit publiée. Aucune clé n’est lue. ${MAX_OF_NETWORK} propositions par semaine et par réseau (un /24, ou un /48 en IPv6). Répond 404 si l’exploitant ne prend pas de propositions (CONTRIBUTIONS).`,
  body: contributionSchema,
  response: {
    201: named('ReceivedContribution', 'Une proposition reçue.', {
      id: text('Référence de la proposition, à citer à qui exploite le service.'),
    }).describe('La proposition attend une relecture.'),
  },
};

export const routes: ApiRoutes = async (app, { essaimage, operator }) => {
  if (!operator.takesContributions) {
    app.addHook('onRequest', async () => {
      throw new HttpProblem('route-not-found');
    });
  }
  const allowance = new Allowance(MAX_OF_NETWORK, WEEK_MS);
  app.post(
    '/contributions',
    {
      config: {
        access: 'open',
        retries: 'answered',
        problems: ['route-not-found', ...NAMING_PROBLEMS],
      },
      schema: contributeSchema,
    },
    async (request, reply) => {
      const { body, cancellation, ip } = request;
      allowance.take(
        wideNetworkOf(ip),
        `Huit expériences ont été proposées cette semaine depuis votre réseau, et pas plus, pour que chacun ait une place. Revenez plus tard, ou écrivez à ${operator.contact ?? 'qui exploite le service'}.`,
      );
      const contribution = { ...body, territory: toAskedTerritory(body.territory) };
      const id = await essaimage.contribute(contribution, cancellation);
      return reply.code(201).send({ id });
    },
  );
};
