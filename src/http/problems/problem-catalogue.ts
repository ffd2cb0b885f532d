import { FAULTS, type FaultKind } from '../../domain/faults.ts';

const STATUSES: Readonly<Record<FaultKind, number>> = {
  moved: 301,
  invalid: 400,
  unidentified: 401,
  missing: 404,
  conflict: 409,
  outdated: 412,
  unusable: 422,
  full: 429,
  unavailable: 503,
};

interface CatalogueEntry {
  readonly status: number;
  /** In French, as `advice`, the `detail` of an error that says no more. */
  readonly title: string;
  readonly advice: string;
  /** Sent as Retry-After. */
  readonly retryAfterSeconds?: number;
}

const kind =
  (status: number, delay: Pick<CatalogueEntry, 'retryAfterSeconds'> = {}) =>
  (title: string, advice: string): CatalogueEntry => ({ status, title, advice, ...delay });

const HTTP_PROBLEMS = {
  'request-invalid': kind(400)(
    'Requête invalide',
    'Une ou plusieurs valeurs ne conviennent pas. Le champ « errors » dit lesquelles et pourquoi : corrigez-les toutes et renvoyez la requête.',
  ),
  'json-invalid': kind(400)(
    'JSON illisible',
    'Le corps de la requête n’est pas un document JSON lisible : il est vide, mal formé, n’est pas en UTF-8 ou contient une clé interdite (« __proto__ », « constructor »). Vérifiez-le avec un outil qui valide le JSON.',
  ),
  'body-incomplete': kind(400)(
    'Corps incomplet',
    'La taille du corps reçu ne correspond pas à l’en-tête Content-Length, ou la connexion a été coupée. Renvoyez la requête.',
  ),
  'http-invalid': kind(400)(
    'Requête HTTP illisible',
    'Ce qui est arrivé ne suit pas le protocole HTTP/1.1. Vérifiez le client ou le mandataire qui l’envoie.',
  ),
  'url-invalid': kind(400)(
    'Adresse mal encodée',
    'L’adresse contient un « % » qui n’introduit pas un caractère UTF-8. Encodez les paramètres (encodeURIComponent en JavaScript, --data-urlencode avec curl -G).',
  ),
  'key-required': kind(401)(
    'Clé demandée',
    'Cette route demande une clé : envoyez l’en-tête « Authorization: Bearer ess_….… ». Les clés se créent avec « essaimage keys create ».',
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
  'route-not-found': kind(404)(
    'Adresse inconnue',
    'Aucune ressource n’existe à cette adresse. La documentation est à l’adresse /docs.',
  ),
  'territory-not-found': kind(404)(
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
  'request-unanswered': kind(409, { retryAfterSeconds: 5 })(
    'Réponse encore inconnue',
    'Une requête avec cette clé (Idempotency-Key) est en cours, ou s’est interrompue sans que l’on sache si elle a été faite. Attendez quelques secondes ; si cela dure, vérifiez ce qui existe, puis recommencez s’il le faut avec une autre clé.',
  ),
  'body-too-large': kind(413)(
    'Corps trop volumineux',
    'Le corps de la requête dépasse 64 Kio, 16 Kio pour un avis, 256 Kio pour plusieurs demandes, ou 20 Mio pour un document à importer. Raccourcissez-le, ou coupez le document.',
  ),
  'url-too-long': kind(414)(
    'Adresse trop longue',
    'Une partie de l’adresse dépasse la longueur permise. Pour une longue demande, utilisez POST /v1/recommendations.',
  ),
  'content-type-unsupported': kind(415)(
    'Format non pris en charge',
    'Le corps doit être en JSON, avec l’en-tête « Content-Type: application/json » ; un document à importer peut aussi être en text/plain, text/html, text/csv ou application/x-ndjson.',
  ),
  'idempotency-key-reused': kind(422)(
    'Clé déjà utilisée',
    'Cette clé (Idempotency-Key) a servi à une autre requête dans les dernières 24 heures. Prenez une clé neuve pour chaque écriture.',
  ),
  'rate-limited': kind(429)(
    'Trop de requêtes',
    'Le nombre de requêtes permises par minute, d’avis ou de propositions par heure, est dépassé pour votre adresse ou pour votre clé. Attendez la durée donnée par l’en-tête Retry-After.',
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
  closing: kind(503, { retryAfterSeconds: 10 })(
    'Service en cours d’arrêt',
    'Le service s’arrête ou redémarre. Réessayez dans quelques secondes.',
  ),
};

export const PROBLEMS = { ...HTTP_PROBLEMS, ...FAULTS };
export type ProblemCode = keyof typeof PROBLEMS;

export function isProblemCode(code: string): code is ProblemCode {
  return code in PROBLEMS;
}

export function statusOf(code: ProblemCode): number {
  const problem = PROBLEMS[code];
  return 'kind' in problem ? STATUSES[problem.kind] : problem.status;
}

/** In the order of their statuses. */
export const CODES: readonly ProblemCode[] = Object.keys(PROBLEMS)
  .filter(isProblemCode)
  .sort((one, other) => statusOf(one) - statusOf(other));
