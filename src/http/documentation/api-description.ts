import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';

export const KEY_SCHEME = 'key';

/** The name is in ASCII: generated clients make modules of it. */
function tag(name: string, displayName: string, description: string) {
  return { name, description, 'x-displayName': displayName };
}

export const API_DESCRIPTION = {
  openapi: '3.1.0',
  info: {
    title: 'Essaimage',
    version: '1.0.0',
    description: [
      'Trouver ce que d’autres collectivités ont déjà fait avec l’économie sociale et solidaire : à partir d’un territoire et de ses priorités, des expériences, des leviers, et les raisons de chaque proposition.',
      '## Clés et droits',
      'Sans clé, l’API ne donne que ce qui est public. Une clé s’envoie dans l’en-tête `Authorization: Bearer ess_….…`. Ses droits sont indépendants :',
      [
        '- `read:members` donne aussi les expériences réservées aux membres ;',
        '- `import` permet d’importer et de corriger ;',
        '- `admin` de gérer les clés.',
      ].join('\n'),
      'Une clé donnée mais non valable est refusée (401), même là où aucune n’est demandée. Une page web d’une autre origine ne peut pas envoyer de clé.',
      '## Requêtes et réponses',
      'JSON en UTF-8 ; une valeur inconnue est `null`. Dans une adresse, un paramètre vide ou inconnu est refusé ; ceux dont le nom commence par `utm_` sont ignorés. Chaque réponse porte `X-Request-Id`, repris de la requête ou créé.',
      '## Erreurs',
      'Toutes les routes répondent en `application/problem+json` (RFC 9457). Les codes sont décrits à l’adresse [/errors](/errors). Ceux que toute route peut donner (408, 414, 429, 431, 500 et 503) sont décrits une fois, sous `default`.',
      '## Limites',
      '`RateLimit-Limit`, `RateLimit-Remaining` et `RateLimit-Reset` disent combien d’appels restent. Au-delà, la réponse est 429 ; `Retry-After` dit, avec 429 et 503, combien de secondes attendre.',
      'Une adresse a deux requêtes servies à la fois, et la moitié du temps du service. Les suivantes attendent leur tour, cent au plus ; au-delà, la réponse est 429.',
      '## Cache',
      'Les lectures ont `ETag` et `Cache-Control` ; `If-None-Match` donne 304. Les réponses faites à une clé ne se gardent pas en cache (`private, no-store`, sans `ETag`).',
      '## Assistants',
      'POST `/mcp` parle le protocole MCP (Streamable HTTP, sans session) : ses outils appellent cette API et en donnent l’essentiel, en peu de mots, seulement ce qui est public ; une clé y est refusée. La page `/integration?profil=assistant` dit comment brancher un assistant.',
      '## Rédaction et exploitation',
      'Ce qui demande une clé (importer, corriger, relire, gérer les clés) et ce qui surveille le service est décrit à part, à l’adresse `/openapi-redaction.json`.',
      '## Versions',
      'La version est dans l’adresse : `/v1`. Tant qu’elle dure, ce qui est décrit ici reste : ni champ retiré ou renommé, ni type changé, ni paramètre qui devient obligatoire, ni droit demandé en plus.',
      'Peuvent s’ajouter sans préavis : des opérations, des paramètres facultatifs, des champs dans les réponses, des valeurs dans une liste de codes, des en-têtes. Un client ignore donc les champs qu’il ne connaît pas, et traite un code inconnu comme le cas général. Les requêtes, elles, sont closes : un champ inconnu est refusé. Les textes en français, les scores et l’ordre des résultats s’améliorent et ne sont pas promis.',
      'Une opération ou un paramètre à remplacer est d’abord annoncé ici comme déprécié, six mois au moins. Le sont aujourd’hui « theme » et « lever » de /v1/experiences, et « kind » de /v1/territories/{code} : donnez « themes », « levers » et « territoryKind », comme ailleurs.',
    ].join('\n\n'),
    license: { name: 'MIT', identifier: 'MIT' },
  },
  security: [],
  components: {
    securitySchemes: {
      [KEY_SCHEME]: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'ess_préfixe.secret',
        description:
          'Clé de l’API, créée par « essaimage keys create » ou POST /v1/keys. Les droits demandés sont indiqués pour chaque route.',
      },
    },
  },
  tags: [
    tag('recommendations', 'Recommandations', 'Le cœur du service.'),
    tag('experiences', 'Expériences', 'Ce que des collectivités ont fait.'),
    tag('taxonomy', 'Taxonomie', 'Thèmes et leviers.'),
    tag('territories', 'Territoires', 'Le découpage administratif officiel.'),
    tag('feedback', 'Avis', 'Dire ce qui est utile.'),
    tag('feeds', 'Flux', 'Suivre les nouvelles expériences.'),
    tag('open-data', 'Données ouvertes', 'Tout ce qui est public, en un fichier.'),
    tag('editing', 'Rédaction', 'Ce qu’appelle l’écran de la rédaction.'),
    tag('imports', 'Imports', 'Faire entrer des pages et des fichiers.'),
    tag('keys', 'Clés', 'Qui peut lire, importer et administrer.'),
    tag('operations', 'Exploitation', 'Surveiller le service.'),
  ],
} satisfies FastifyDynamicSwaggerOptions['openapi'];
