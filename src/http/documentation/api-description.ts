/** What the OpenAPI document says of the API as a whole. */
export const API_DESCRIPTION = {
  openapi: '3.1.0',
  info: {
    title: 'Essaimage',
    version: '1.0.0',
    description: [
      'Trouver ce que d’autres collectivités ont déjà fait avec l’économie sociale et solidaire : à partir d’un territoire et de ses priorités, des expériences, des leviers, et les raisons de chaque proposition.',
      '',
      '- JSON en UTF-8 ; une valeur inconnue est `null`. Un client ignore les champs qu’il ne connaît pas : d’autres pourront s’ajouter.',
      '- Dans une adresse, un paramètre vide compte comme absent ; un paramètre inconnu est refusé.',
      '- Erreurs : `application/problem+json` (RFC 9457) sur toutes les routes. Les codes sont décrits à l’adresse [/errors](/errors).',
      '- En-têtes : `X-Request-Id` repris de la requête ou créé ; `ETag` et `Cache-Control` sur les lectures (`If-None-Match` donne 304) ; `RateLimit-Limit`, `RateLimit-Remaining` et `RateLimit-Reset` ; `Retry-After` avec 429 et 503.',
    ].join('\n'),
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/', description: 'Ce service.' }],
  security: [],
  tags: [
    { name: 'Recommandations', description: 'Le cœur du service.' },
    { name: 'Expériences', description: 'Ce que des collectivités ont fait.' },
    { name: 'Taxonomie', description: 'Thèmes et leviers.' },
    { name: 'Territoires', description: 'Le découpage administratif officiel.' },
    { name: 'Exploitation', description: 'Surveiller le service.' },
  ],
};
