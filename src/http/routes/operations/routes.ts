import { z } from 'zod';
import { indexNotReady } from '../../../application/common/current-index.ts';
import { HttpProblem } from '../../problems/problem.ts';
import { named, text } from '../answer-schemas.ts';
import type { ApiRoutes } from '../api-routes.ts';

/** RFC 9116 wants less than a year. */
const VALIDITY_MS = 360 * 24 * 60 * 60 * 1_000;

/** Returns the contact as a URI; null when it is neither an email address nor a page, which RFC 9116 requires. */
export function contactUri(contact: string | null): string | null {
  if (contact === null) return null;
  if (/^https:\/\/\S+$/.test(contact)) return contact;
  return /^[^\s@:]+@[^\s@]+$/.test(contact) ? `mailto:${contact}` : null;
}

/** Tells where to report a flaw (RFC 9116); the page does not exist without an operator to write to. */
const securityText: ApiRoutes = async (app, { operator, publicUrl }) => {
  const uri = contactUri(operator.contact);
  // Counted from the start, when the operator last gave the contact: a date that moves with each request never expires.
  const expires = new Date(Date.now() + VALIDITY_MS).toISOString();
  const path = '/.well-known/security.txt';
  app.get(path, { config: { access: 'open' }, schema: { hide: true } }, async (_request, reply) => {
    if (uri === null) throw new HttpProblem('route-not-found');
    const lines = [`Contact: ${uri}`, `Expires: ${expires}`, 'Preferred-Languages: fr, en'];
    const canonical = publicUrl === null ? [] : [`Canonical: ${publicUrl}${path}`];
    return reply.type('text/plain; charset=utf-8').send([...lines, ...canonical, ''].join('\n'));
  });
};

const liveSchema = named('Liveness', 'Le processus répond.', { status: z.literal('live') });

const readySchema = named('Readiness', 'Le service peut répondre aux demandes.', {
  status: z.literal('ready'),
  index: text('Version de l’index publié.'),
  model: text('Modèle qui a construit l’index.'),
});

const livenessSchema = {
  operationId: 'checkLiveness',
  tags: ['operations'],
  summary: 'Savoir si le processus répond',
  description: 'Répond 200 tant que le processus tourne, même s’il ne peut pas encore servir.',
  response: { 200: liveSchema.describe('Le processus tourne.') },
};

const readinessSchema = {
  operationId: 'checkReadiness',
  tags: ['operations'],
  summary: 'Savoir si le service peut servir',
  description:
    'Répond 200 quand le démarrage est fini, que la base de données répond et qu’un index est publié, 503 sinon avec la raison.',
  response: { 200: readySchema.describe('Le service est prêt.') },
};

const metricsSchema = {
  operationId: 'readMetrics',
  tags: ['operations'],
  summary: 'Lire les mesures',
  description:
    'Mesures de ce processus, au format texte de Prometheus : requêtes par route, étapes, réponses par statut, refus par code, index, imports, file du modèle. Elles ne disent rien des expériences réservées aux membres.',
  response: {
    200: {
      description: 'Mesures au format texte de Prometheus.',
      content: { 'text/plain': { schema: z.string() } },
    },
  },
};

export const rootRoutes: ApiRoutes = async (app, context) => {
  const { essaimage } = context;
  await app.register(securityText, context);

  app.get(
    '/health/live',
    { config: { access: 'open', rateLimit: false, isVital: true }, schema: livenessSchema },
    async () => ({ status: 'live' as const }),
  );

  app.get(
    '/health/ready',
    { config: { access: 'open', rateLimit: false }, schema: readinessSchema },
    async () => {
      if (app.isDraining()) throw new HttpProblem('closing');
      if (app.isStarting()) throw indexNotReady();
      return { status: 'ready' as const, ...(await essaimage.checkReadiness()) };
    },
  );

  app.get(
    '/metrics',
    { config: { access: 'open', rateLimit: false, isVital: true }, schema: metricsSchema },
    async (_request, reply) =>
      reply.type(app.metricsRegistry.contentType).send(await app.metricsRegistry.metrics()),
  );
};
