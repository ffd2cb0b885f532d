import { z } from 'zod';
import { closedObject } from '../../input/closed-object.ts';
import { identifier, territoryCode } from '../../input/text.ts';
import { askedKind } from '../experiences/schemas.ts';

export const feedQuerySchema = closedObject({
  theme: identifier.optional().describe('Identifiant d’un thème (voir /v1/themes).'),
  lever: identifier.optional().describe('Identifiant d’un levier (voir /v1/levers).'),
  territory: territoryCode
    .optional()
    .describe(
      'Code INSEE ou SIREN d’un territoire. Un département ou une région donne tout ce qui s’y est fait ; un autre territoire, ce qu’il a fait lui-même.',
    ),
  territoryKind: askedKind
    .optional()
    .describe('Type de territoire. À préciser pour un code commun à un département et une région (93).'),
});

export type FeedQuery = z.infer<typeof feedQuerySchema>;

export const feedSchema = z.string().meta({
  description: 'Un flux Atom (RFC 4287).',
  examples: [
    '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><id>https://essaimage.example/v1/feed.atom?theme=mobilite</id><title>Essaimage : dernières expériences · Mobilité</title><updated>1970-01-01T00:00:00.000Z</updated><author><name>Essaimage</name></author><link rel="self" type="application/atom+xml" href="https://essaimage.example/v1/feed.atom?theme=mobilite"/><link rel="alternate" type="text/html" hreflang="fr" href="https://essaimage.example/"/></feed>\n',
  ],
});
