import { z } from 'zod';
import { closedObject, identifier } from '../../input/request-values.ts';
import { dateTime, named, orNull, text, webAddress } from '../answer-schemas.ts';
import { asksSomething, questionInQuery } from '../recommendations/request-schemas.ts';

/** Parameters that only complete a question. */
const OF_A_QUESTION = ['territoryName', 'population', 'setting', 'exclude'] as const;

const isGiven = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== undefined);

export const feedQuerySchema = closedObject({
  theme: identifier.optional().describe('Identifiant d’un thème (voir /v1/themes) ; sans question.'),
  lever: identifier.optional().describe('Identifiant d’un levier (voir /v1/levers) ; sans question.'),
  ...questionInQuery,
  territory: questionInQuery.territory.describe(
    'Code INSEE ou SIREN. Avec une question, la collectivité qui la pose. Sans question, ce qu’il a fait et ce qui s’est fait dans ce qu’il contient : tout un département ou toute une région, les communes d’une intercommunalité.',
  ),
}).superRefine((query, context) => {
  const isQuestion = asksSomething(query);
  const misplaced = isQuestion ? (['theme', 'lever'] as const) : OF_A_QUESTION;
  for (const name of misplaced.filter((each) => isGiven(query[each]))) {
    context.addIssue({
      code: 'custom',
      path: [name],
      params: { code: 'not-allowed' },
      message: isQuestion
        ? 'Ce filtre ne va pas avec une question : donnez « themes » ou « levers » à la place.'
        : 'Ce paramètre complète une question : donnez aussi priorities, themes ou levers.',
    });
  }
});

export type FeedQuery = z.infer<typeof feedQuerySchema>;

export const jsonFeedSchema = named('JsonFeed', 'Le même flux au format JSON Feed 1.1 (jsonfeed.org).', {
  version: webAddress('Adresse de la version du format.'),
  title: text('Ce que suit le flux.'),
  language: text('Toujours « fr ».'),
  home_page_url: webAddress('La page qui explique et montre ce flux.'),
  feed_url: webAddress('Adresse de ce flux.'),
  items: z
    .array(
      named('JsonFeedItem', 'Une expérience ajoutée ou modifiée.', {
        id: text('Adresse de la fiche, qui ne change pas.'),
        url: webAddress('Adresse de la fiche.'),
        external_url: orNull(webAddress('Adresse de la source ; null quand elle n’en a pas.')),
        title: text('Titre.'),
        summary: text('Résumé.'),
        date_modified: dateTime('Date du dernier changement visible, ou de l’ajout.'),
      }),
    )
    .describe('La plus récemment ajoutée ou modifiée d’abord.'),
});

export const feedSchema = text('Un flux Atom (RFC 4287).');
