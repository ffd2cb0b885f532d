import { writeParameters } from '../../question/parameters.ts';
import { LISTS, type ListName } from './words.ts';

export const HOME_PATH = '/redaction';
export const LIST_PATH = '/redaction/propositions';
export const OPINIONS_PATH = '/redaction/avis';
export const SOURCES_PATH = '/redaction/adresses';
export const BLIND_SPOTS_PATH = '/redaction/angles-morts';
export const JUDGED_PATH = '/redaction/demandes';
export const JUDGE_PATH = `${JUDGED_PATH}/juger`;
/** Parameter of the question of a visitor that a judgment answers. */
export const ENTRUSTED_PARAMETER = 'confiee';

/** Parameters of a question to judge, and of the visitor's question that it comes from; null for none. */
export function judgeParameters(question: URLSearchParams, entrusted: string | null): URLSearchParams {
  return new URLSearchParams([...question, ...writeParameters({ [ENTRUSTED_PARAMETER]: entrusted })]);
}

export function reviewPath(id: string): string {
  return `${LIST_PATH}/${encodeURIComponent(id)}`;
}

/** A judged request. */
export function judgedPath(id: string): string {
  return `${JUDGED_PATH}/${encodeURIComponent(id)}`;
}

/** Requests that a fiche may answer. */
export function nearestPath(id: string): string {
  return `${reviewPath(id)}/demandes`;
}

/** Search of a fiche to merge with one. */
export function mergePath(id: string): string {
  return `${reviewPath(id)}/fusion`;
}

export const COMPARED_PARAMETER = 'avec';

/** Comparison of two fiches, where the first may go for the second. */
export function comparisonPath(gone: string, kept: string): string {
  return `${reviewPath(gone)}?${new URLSearchParams({ [COMPARED_PARAMETER]: kept })}#semblables`;
}

export function listAddress(list: ListName, cursor: string | null = null): string {
  return `${LIST_PATH}?${writeParameters({ liste: list, suite: cursor })}`;
}

/** A fiche in one of its states; or a judged request, whose version is the time of its judgment. */
export interface FicheState {
  readonly id: string;
  readonly version: string;
}

/** Action that just ended, for the page that follows it, with the fiches that « Annuler » brings back. */
export interface Done {
  readonly message: DoneMessage;
  /** As the action left them: « Annuler » refuses once something came after. */
  readonly fiches: readonly FicheState[];
}

export const DONE_MESSAGES = {
  publiee: 'Fiche publiée.',
  publiees: 'Fiches publiées.',
  'publiees-en-partie': 'Fiches publiées, sauf celles que quelqu’un a changées entre-temps : relisez-les.',
  'publiees-arret':
    'Une partie seulement est publiée : le service s’est arrêté en route. Les autres fiches sont encore dans la liste ; recommencez.',
  ecartee: 'Fiche écartée.',
  ecartees: 'Fiches écartées.',
  'ecartees-en-partie': 'Fiches écartées, sauf celles que quelqu’un a changées entre-temps : relisez-les.',
  'ecartees-arret':
    'Une partie seulement est écartée : le service s’est arrêté en route. Les autres fiches sont encore dans la liste ; recommencez.',
  'changee-entre-temps': 'Rien n’est fait : quelqu’un a changé la fiche entre-temps. Relisez-la.',
  enregistree: 'Corrections enregistrées.',
  reprise: 'La fiche est de nouveau à relire.',
  fusionnee: 'Fiches fusionnées : celle-ci cite les deux sources.',
  ajoutee: 'Une expérience de plus, tirée du passage choisi.',
  'ajoutee-autre-changee':
    'L’expérience est ajoutée ; l’autre fiche a changé entre-temps et n’est pas écartée.',
  'ajoutee-sans-ecarter':
    'L’expérience est ajoutée ; l’autre fiche n’a pas pu être écartée : ouvrez-la pour le faire.',
  'formulaire-illisible':
    'Rien n’est enregistré : le formulaire reçu ne dit pas de quelle fiche il part. La page est rechargée ; recommencez.',
  annulee: 'C’est annulé.',
  'trop-tard':
    'Rien n’est annulé : une autre correction est venue depuis. L’historique de la fiche dit laquelle.',
  'annulee-en-partie': 'C’est annulé, sauf les fiches qu’une autre correction a changées depuis.',
  vue: 'La fiche reste telle quelle.',
  rien: 'Rien n’a changé.',
  jugee: 'Jugement publié : la prochaine réponse en tient compte.',
  jugees: 'Jugements publiés : la prochaine réponse en tient compte.',
  'jugees-arret':
    'Une partie seulement est jugée : le service s’est arrêté en route. Les autres demandes sont comme avant ; recommencez.',
  'jugee-confiee': 'Jugement publié : la prochaine réponse en tient compte. La question confiée est effacée.',
  'confiee-effacee':
    'Rien n’est publié : la question a été effacée pendant que vous la jugiez, par son auteur ou par quelqu’un d’autre.',
  'confiee-ecartee': 'Question écartée : elle est effacée.',
  'jugement-retire': 'Jugement retiré : la prochaine réponse n’en tient plus compte.',
  rejugee: 'Rien n’est annulé : quelqu’un a jugé la demande depuis.',
  'annulee-sauf-rejugees': 'C’est annulé, sauf les demandes que quelqu’un a jugées depuis.',
} as const;
export type DoneMessage = keyof typeof DONE_MESSAGES;

/** @param path address of the next page, with or without parameters */
export function seeOther(path: string, { message, fiches }: Done): Response {
  const url = new URL(path, 'http://localhost');
  url.searchParams.set('fait', message);
  for (const { id, version } of fiches) url.searchParams.append('de', `${id} ${version}`);
  return new Response(null, { status: 303, headers: { location: `${url.pathname}${url.search}` } });
}

function isMessage(value: string): value is DoneMessage {
  return Object.hasOwn(DONE_MESSAGES, value);
}

/** Reads `id version`: ids have no space. */
export function readState(text: string): FicheState {
  const [id = '', version = ''] = text.split(' ');
  return { id, version };
}

/** Null when the page follows no action. */
export function readDone(parameters: URLSearchParams): Done | null {
  const message = parameters.get('fait') ?? '';
  return isMessage(message) ? { message, fiches: parameters.getAll('de').map(readState) } : null;
}

export function readList(parameters: URLSearchParams): ListName {
  const asked = parameters.get('liste');
  return LISTS.find((list) => list === asked) ?? 'proposed';
}
