/** The delay of `more` is sent as Retry-After, its challenge as WWW-Authenticate (RFC 6750). */
function kind(status: number, more: { retryAfterSeconds?: number; challenge?: string } = {}) {
  return (title: string, advice: string) => ({ status, title, advice, ...more });
}
const badRequest = kind(400);
const notFound = kind(404);
const unprocessable = kind(422);
const missing = (thing: string, reason: string, list: string) =>
  notFound(`${thing} introuvable`, `${reason}. La liste est à l’adresse ${list}.`);
const unavailable = (title: string, reason: string, retryAfterSeconds = 5) =>
  kind(503, { retryAfterSeconds })(title, `${reason}. Réessayez dans quelques secondes.`);

/** Status, French title and default `detail` of each `code`. Codes are stable: clients rely on them. */
export const PROBLEMS = {
  'request-invalid': badRequest(
    'Requête invalide',
    'Une ou plusieurs valeurs ne conviennent pas. Le champ « errors » dit lesquelles et pourquoi : corrigez-les toutes et renvoyez la requête.',
  ),
  'json-invalid': badRequest(
    'JSON illisible',
    'Le corps de la requête n’est pas un document JSON lisible : il est vide, mal formé, n’est pas en UTF-8 ou contient une clé interdite (« __proto__ », « constructor »). Vérifiez-le avec un outil qui valide le JSON.',
  ),
  'body-incomplete': badRequest(
    'Corps incomplet',
    'La taille du corps reçu ne correspond pas à l’en-tête Content-Length, ou la connexion a été coupée. Renvoyez la requête.',
  ),
  'http-invalid': badRequest(
    'Requête HTTP illisible',
    'Ce qui est arrivé ne suit pas le protocole HTTP/1.1. Vérifiez le client ou le mandataire qui l’envoie.',
  ),
  'url-invalid': badRequest(
    'Adresse mal encodée',
    'L’adresse contient un « % » qui n’introduit pas un caractère UTF-8. Encodez les paramètres (encodeURIComponent en JavaScript, --data-urlencode avec curl -G).',
  ),
  'cursor-invalid': badRequest(
    'Curseur invalide',
    'Le curseur ne vient pas d’une page précédente de la même recherche. Reprenez la valeur « next » telle quelle, avec les mêmes paramètres, ou repartez sans curseur.',
  ),
  'theme-unknown': badRequest(
    'Thème inconnu',
    'Un thème demandé n’existe pas. Le champ « valid » donne les identifiants possibles, décrits à l’adresse /v1/themes.',
  ),
  'lever-unknown': badRequest(
    'Levier inconnu',
    'Un levier demandé n’existe pas. Le champ « valid » donne les identifiants possibles, décrits à l’adresse /v1/levers.',
  ),
  'quote-not-in-fiche': badRequest(
    'Citation infidèle',
    'Une difficulté, ou la phrase d’un chiffre, ne cite pas mot pour mot le texte de la fiche. Le champ « errors » dit lesquelles : recopiez une phrase du titre, du récit ou de l’usage d’un levier.',
  ),
  'selection-empty': badRequest(
    'Sélection vide',
    'Le passage choisi ne contient aucun texte. Choisissez au moins une phrase.',
  ),
  'key-required': kind(401, { challenge: 'Bearer realm="essaimage"' })(
    'Clé demandée',
    'Cette route demande une clé : envoyez l’en-tête « Authorization: Bearer ess_….… ». Les clés se créent avec « essaimage keys create ».',
  ),
  'key-invalid': kind(401, { challenge: 'Bearer realm="essaimage", error="invalid_token"' })(
    'Clé refusée',
    'La clé donnée n’est pas valable : elle est mal recopiée, inconnue ou révoquée. Vérifiez-la (« Authorization: Bearer ess_….… »), ou retirez l’en-tête pour lire ce qui est public.',
  ),
  'scope-missing': kind(403)(
    'Droit manquant',
    'La clé est valable mais ne donne pas ce droit. Demandez une clé qui le porte à qui administre le service.',
  ),
  'form-refused': kind(403)(
    'Formulaire refusé',
    'La page d’où vient ce formulaire est trop ancienne, ou n’est pas du service. Revenez en arrière, rechargez la page et recommencez.',
  ),
  'key-not-accepted': kind(403)(
    'Clé sans usage ici',
    'Un assistant ne lit que ce qui est public : aucune clé n’est acceptée à cette adresse. Retirez l’en-tête Authorization.',
  ),
  'route-not-found': notFound(
    'Adresse inconnue',
    'Aucune ressource n’existe à cette adresse. La documentation est à l’adresse /docs.',
  ),
  'experience-merged': kind(301)(
    'Expérience fusionnée',
    'Cette expérience et une autre n’en font plus qu’une : l’en-tête Location donne l’adresse de la fiche qui reste.',
  ),
  'experience-not-found': missing(
    'Expérience',
    'Aucune expérience ne porte cet identifiant',
    '/v1/experiences',
  ),
  'resource-not-found': notFound(
    'Ressource introuvable',
    'Aucune ressource ne porte cet identifiant. Celles d’où viennent des expériences sont dans /v1/proposals.',
  ),
  'lever-not-found': missing('Levier', 'Aucun levier ne porte cet identifiant', '/v1/levers'),
  'recommendation-not-found': notFound(
    'Réponse introuvable',
    'Aucune réponse ne porte cet identifiant : recopiez le champ « id » de la réponse qui a fait la proposition.',
  ),
  'feedback-not-found': notFound(
    'Avis introuvable',
    'Aucun avis ne porte cet identifiant : il est mal recopié, ou l’avis a déjà été retiré.',
  ),
  'import-not-found': missing(
    'Import',
    'Aucun import ne porte cet identifiant, ou votre clé ne le voit pas',
    '/v1/imports',
  ),
  'key-not-found': missing('Clé', 'Aucune clé ne porte ce préfixe', '/v1/keys'),
  'territory-not-found': notFound(
    'Territoire introuvable',
    'Aucun territoire ne porte ce code. Le champ « nearest » donne les plus proches ; cherchez par nom à l’adresse /v1/territories?q=.',
  ),
  'method-not-allowed': kind(405)(
    'Méthode non permise',
    'Cette adresse existe mais n’accepte pas cette méthode HTTP. L’en-tête Allow donne celles qu’elle accepte.',
  ),
  'request-timeout': kind(408)(
    'Requête trop lente',
    'La requête n’est pas arrivée en entier à temps. Renvoyez-la.',
  ),
  'key-last-admin': kind(409)(
    'Dernière clé d’administration',
    'Cette clé est la dernière qui administre les clés : elle ne peut pas se révoquer elle-même. Créez-en une autre, ou révoquez-la avec « essaimage keys revoke ».',
  ),
  'source-reserved': kind(409)(
    'Source réservée aux membres',
    'La fiche vient d’une source réservée aux membres : elle le reste. Importez la source à nouveau, ouverte à tous, ou retirez « access ».',
  ),
  'merge-refused': kind(409)(
    'Fusion refusée',
    'Ces deux fiches ne peuvent pas n’en faire qu’une ainsi : la réponse dit pourquoi, et quoi faire d’abord.',
  ),
  'import-ended': kind(409)('Import déjà terminé', 'L’import est terminé : il n’y a plus rien à annuler.'),
  'request-unanswered': kind(409, { retryAfterSeconds: 5 })(
    'Réponse encore inconnue',
    'Une requête avec cette clé (Idempotency-Key) est en cours, ou s’est interrompue sans que l’on sache si elle a été faite. Attendez quelques secondes ; si cela dure, vérifiez ce qui existe, puis recommencez s’il le faut avec une autre clé.',
  ),
  'changed-meanwhile': kind(412)(
    'Fiche changée entre-temps',
    'La fiche a changé depuis que vous l’avez lue : rien n’est enregistré. Relisez-la (/v1/experiences/{id}/review, avec une clé qui porte aussi « read:members ») et renvoyez la correction avec sa nouvelle version, ou sans If-Match pour ne pas la comparer.',
  ),
  'body-too-large': kind(413)(
    'Corps trop volumineux',
    'Le corps de la requête dépasse 64 Kio, 16 Kio pour un avis, 256 Kio pour plusieurs demandes, 1 Mio pour des textes à vectoriser, ou 20 Mio pour un document à importer. Raccourcissez-le, ou coupez le document.',
  ),
  'url-too-long': kind(414)(
    'Adresse trop longue',
    'Une partie de l’adresse dépasse la longueur permise. Pour une longue demande, utilisez POST /v1/recommendations.',
  ),
  'content-type-unsupported': kind(415)(
    'Format non pris en charge',
    'Le corps doit être en JSON, avec l’en-tête « Content-Type: application/json » ; un document à importer peut aussi être en text/plain, text/html, text/csv ou application/x-ndjson.',
  ),
  'import-unreadable': unprocessable(
    'Document illisible',
    'Rien n’a pu être lu dans le document ou à l’adresse donnée. Vérifiez que c’est une page de ressources, un fichier JSON, NDJSON ou CSV de la forme décrite, ou un export du service.',
  ),
  'import-refused': unprocessable(
    'Import refusé',
    'L’adresse ou la taille du document n’est pas permise : seules les adresses publiques en http ou https sont lues, dans la limite de taille.',
  ),
  'idempotency-key-reused': unprocessable(
    'Clé déjà utilisée',
    'Cette clé (Idempotency-Key) a servi à une autre requête dans les dernières 24 heures. Prenez une clé neuve pour chaque écriture.',
  ),
  'territory-unknown': unprocessable(
    'Territoire inconnu',
    'Le code donné ne désigne aucun territoire du découpage administratif. Le champ « nearest » donne les plus proches ; pour un territoire sans code, donnez son nom, sa population ou son contexte.',
  ),
  'territory-ambiguous': unprocessable(
    'Territoire ambigu',
    'Le code donné est celui d’un département et d’une région. Précisez le type de territoire ; le champ « candidates » donne les deux.',
  ),
  'rate-limited': kind(429)(
    'Trop de requêtes',
    'Le nombre de requêtes permises par minute, d’avis ou de propositions par heure, est dépassé pour votre adresse ou pour votre clé. Attendez la durée donnée par l’en-tête Retry-After.',
  ),
  'import-queue-full': kind(429, { retryAfterSeconds: 60 })(
    'Trop d’imports en attente',
    'Trop d’imports attendent déjà. Réessayez quand l’un d’eux sera terminé.',
  ),
  'contributions-full': kind(429, { retryAfterSeconds: 86_400 })(
    'Trop de propositions en attente',
    'Trop d’expériences proposées attendent déjà une relecture. Réessayez dans quelques jours.',
  ),
  'headers-too-large': kind(431)(
    'En-têtes trop volumineux',
    'L’adresse et les en-têtes dépassent 16 Kio. Pour une longue demande, utilisez POST /v1/recommendations.',
  ),
  internal: kind(500)(
    'Erreur interne',
    'Le service a rencontré une erreur imprévue. Si elle se répète, signalez-la avec l’identifiant de requête (requestId).',
  ),
  'format-unsupported': kind(501)(
    'Format non proposé',
    'L’adresse /oembed ne répond qu’en json. Demandez « format=json », ou retirez ce paramètre.',
  ),
  'index-not-ready': unavailable('Index en préparation', 'Les expériences sont en cours d’indexation'),
  'store-unavailable': unavailable('Base de données indisponible', 'La base de données ne répond pas'),
  'embedder-unavailable': unavailable(
    'Modèle indisponible',
    'Le modèle qui compare les textes redémarre ou a trop de demandes en attente',
  ),
  'deadline-exceeded': unavailable('Délai dépassé', 'La réponse a pris trop de temps et a été abandonnée'),
  overloaded: unavailable(
    'Service surchargé',
    'Le service reçoit plus de demandes qu’il ne peut en traiter',
    10,
  ),
  closing: unavailable('Service en cours d’arrêt', 'Le service s’arrête ou redémarre', 10),
};

export type ProblemCode = keyof typeof PROBLEMS;

export function isProblemCode(code: string): code is ProblemCode {
  return code in PROBLEMS;
}

export const CODES: readonly ProblemCode[] = Object.keys(PROBLEMS).filter(isProblemCode);
