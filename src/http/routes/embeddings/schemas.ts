import { z } from 'zod';
import { closedObject } from '../../input/request-values.ts';
import { integer, listOf, named, text } from '../answer-schemas.ts';

/** Texts in one request, limited so that none holds the model for long. */
const MAX_TEXTS = 32;
const MAX_CHARACTERS = 20_000;

const PREFIXED = /^(query|passage): /;

const MISSING_PREFIX =
  'Le texte doit commencer par « query: » (une question) ou « passage: » (un texte), puis une espace.';

const oneText = z.string().max(MAX_CHARACTERS);

/** OpenAI's protocol has no role: the model's prefix gives it, and the embedder adds it again. */
const prefixedTexts = z.union([oneText, z.array(oneText).min(1).max(MAX_TEXTS)]).transform((given, context) =>
  [given].flat().flatMap((each, index) => {
    const [prefix, role] = PREFIXED.exec(each) ?? [];
    if (prefix !== undefined) {
      return [
        {
          role: role === 'query' ? ('query' as const) : ('passage' as const),
          text: each.slice(prefix.length),
        },
      ];
    }
    const path = typeof given === 'string' ? [] : [index];
    const params = { code: 'invalid' };
    context.issues.push({ code: 'custom', path, message: MISSING_PREFIX, params, input: each });
    return [];
  }),
);

export const embeddingRequestSchema = closedObject({
  model: z
    .string()
    .max(300)
    .describe('Nom du modèle, seul (« e5-small-essaimage ») ou avec son empreinte, comme dans la réponse.'),
  input: prefixedTexts
    .describe(
      `Un texte, ou une liste de 1 à ${MAX_TEXTS}, de ${MAX_CHARACTERS} caractères au plus, chacun précédé de « query: » ou « passage: ».`,
    )
    .meta({ examples: [['query: ouvrir une épicerie solidaire']] }),
  encoding_format: z
    .literal('float')
    .default('float')
    .describe('Forme des vecteurs : des nombres, et rien d’autre.'),
}).meta({ id: 'EmbeddingRequest', description: 'Des textes à vectoriser.' });

export const embeddingListSchema = named('EmbeddingList', 'Les vecteurs des textes.', {
  object: z.literal('list').describe('Toujours « list ».'),
  data: listOf('Un vecteur par texte, dans l’ordre de la demande.', {
    object: z.literal('embedding').describe('Toujours « embedding ».'),
    index: integer('Rang du texte dans la demande, depuis 0.'),
    embedding: z.array(z.number()).readonly().describe('Le vecteur, de longueur 1.'),
  }),
  model: text('Nom et empreinte du modèle.'),
});
