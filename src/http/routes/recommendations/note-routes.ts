import { z } from 'zod';
import { serviceAddress } from '../../input/addresses.ts';
import { audienceOf } from '../../input/audience.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { fromQuery, MAX_AGE_SECONDS, QUESTION_CONFIG } from './question.ts';
import { noteQuerySchema } from './request-schemas.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const document = z.custom<string | Uint8Array>().meta({ type: 'string', format: 'binary' });

const routeSchema = {
  operationId: 'writeNote',
  tags: ['recommendations'],
  summary: 'Écrire la note pour le conseil',
  description:
    'La réponse de GET /v1/recommendations, en un document à modifier (docx) ou une page prête à imprimer (html) : en deux pages, la demande, trois cas, deux leviers et un projet de délibération ; en annexe, le droit de ces leviers et ce que la note ne dit pas. Chaque phrase est une valeur de la réponse ou un intitulé fixe ; ce que le service ne sait pas est laissé à compléter. Les expériences et les leviers à citer se choisissent dans l’adresse.',
  querystring: noteQuerySchema,
  response: {
    200: {
      description: 'La note ; le nom du fichier est dans Content-Disposition.',
      content: {
        [DOCX]: { schema: document },
        'text/html': { schema: document },
      },
    },
  },
};

/** The page holds its style and runs nothing. */
const HTML_POLICY =
  "default-src 'none';style-src 'unsafe-inline';base-uri 'none';form-action 'none';frame-ancestors 'none'";

export const routes: ApiRoutes = async (app, { essaimage, publicUrl }) => {
  const config = { ...QUESTION_CONFIG, maxAgeSeconds: MAX_AGE_SECONDS };
  app.get('/recommendations/note', { config, schema: routeSchema }, async (request, reply) => {
    const { format, experience, lever, ...question } = request.query;
    const answer = await essaimage.recommend(fromQuery(question, audienceOf(request)), request.cancellation);
    const { content, fileName } = await essaimage.writeNote(answer, {
      format,
      choice: { experiences: experience ?? null, levers: lever ?? null },
      service: serviceAddress(request, publicUrl),
    });
    if (format === 'docx') {
      return reply
        .type(DOCX)
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .send(content);
    }
    return reply
      .type('text/html; charset=utf-8')
      .headers({
        'content-disposition': `inline; filename="${fileName}"`,
        'content-security-policy': HTML_POLICY,
      })
      .send(content);
  });
};
