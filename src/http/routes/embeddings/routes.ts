import { HttpProblem } from '../../problems/problem.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { embeddingListSchema, embeddingRequestSchema } from './schemas.ts';

const MAX_BODY_BYTES = 1024 * 1024;

const schema = {
  operationId: 'embedTexts',
  tags: ['operations'],
  summary: 'Vectoriser des textes',
  description:
    'Le modèle de langue de ce service, pour d’autres instances qui s’en servent à la place du leur. Suit le protocole d’OpenAI, sans le compte des unités (`usage`) ; les erreurs sont celles de cette API. Un texte plus long que la fenêtre du modèle est lu en plusieurs morceaux, jamais coupé. Les textes ne sont ni conservés, ni journalisés.',
  body: embeddingRequestSchema,
  response: { 200: embeddingListSchema.describe('Les vecteurs, dans l’ordre des textes.') },
};

function checkName(asked: string, modelId: string): void {
  const names = [modelId, modelId.slice(0, modelId.lastIndexOf('@'))];
  if (names.includes(asked)) return;
  const detail = `Ce service sert un autre modèle. Valeurs possibles : ${names.join(', ')}.`;
  const errors = [{ in: 'body' as const, pointer: '/model', code: 'not-allowed' as const, detail }];
  throw new HttpProblem('request-invalid', { facts: { errors } });
}

/** Serves the model to other instances. They exist only when the configuration asks for it. */
export const routes: ApiRoutes = async (app, { embedTexts }) => {
  if (embedTexts === undefined) return;
  app.post(
    '/embeddings',
    {
      bodyLimit: MAX_BODY_BYTES,
      config: { access: 'scope:embed', needs: 'model', problems: ['embedder-unavailable'] },
      schema,
    },
    async ({ body, cancellation }) => {
      checkName(body.model, embedTexts.modelId);
      const vectors = await embedTexts.embed(body.input, cancellation);
      const data = vectors.map((vector, index) => ({
        object: 'embedding' as const,
        index,
        embedding: [...vector],
      }));
      return { object: 'list' as const, data, model: embedTexts.modelId };
    },
  );
};
