import type { Essaimage } from '../../../application/essaimage.ts';
import { isDomainError } from '../../../domain/errors.ts';
import { shorten, typeset } from '../../../domain/french/formats.ts';

/** Frame that another site shows in place of a link. */
export interface Embeddable {
  readonly title: string;
  /** Path of the page for frames, with its parameters. */
  readonly framePath: string;
  /** Height of the frame when the consumer sets no limit, in CSS pixels. */
  readonly height: number;
}

const CARD_HEIGHT = 540;
const LIST_HEIGHT = 700;
/** Longest quotation of priorities in a title, in characters. */
const QUOTED_LENGTH = 120;

const LIST_TITLE = 'Ce que d’autres collectivités ont fait';
/** Parameters of a search link that ask something, as the page names them. */
const ASKING = ['priorites', 'themes', 'leviers'];

const QUESTION = ['territoire', 'nom', 'type', 'population', 'contexte', ...ASKING, 'sans'];

function frameOf(parameters: URLSearchParams): string {
  return `/cadre?${parameters}`;
}

function ofSearch({ searchParams }: URL): Embeddable | null {
  if (!ASKING.some((name) => searchParams.get(name)?.trim())) return null;
  const need = searchParams.get('priorites')?.trim() ?? '';
  const question = new URLSearchParams([...searchParams].filter(([name]) => QUESTION.includes(name)));
  const quoted = need === '' ? '' : ` : « ${shorten(need, QUOTED_LENGTH)} »`;
  return { title: typeset(`${LIST_TITLE}${quoted}`), framePath: frameOf(question), height: LIST_HEIGHT };
}

/** Experiences of a theme or with a lever; null for an unknown one. */
function ofSubject(
  parameter: 'themes' | 'leviers',
  id: string,
  among: readonly { readonly id: string; readonly label: string }[],
): Embeddable | null {
  const label = among.find((entry) => entry.id === id)?.label;
  if (label === undefined) return null;
  const title = typeset(`${label} : ce que des collectivités ont fait`);
  const parameters = new URLSearchParams({ [parameter]: id, titre: title });
  return { title, framePath: frameOf(parameters), height: LIST_HEIGHT };
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

/** Reads a public experience, or the one with which it was merged. @throws DomainError `experience-not-found` */
async function readRemaining(id: string, { read }: Essaimage['fiches'], signal: AbortSignal) {
  const reader = { audience: 'public', mayEdit: false } as const;
  try {
    return (await read(id, reader, signal)).experience;
  } catch (error) {
    if (!isDomainError(error, 'experience-merged')) throw error;
    return (await read(error.details.into, reader, signal)).experience;
  }
}

/**
 * Finds the frame for the address of a page; null when it has none. Reads public experiences alone, key or not:
 * consumers keep the answer and show it to anyone.
 * @throws DomainError `experience-not-found`, `index-not-ready`
 */
export async function findEmbeddable(
  url: URL,
  { fiches, taxonomy }: Pick<Essaimage, 'fiches' | 'taxonomy'>,
  signal: AbortSignal,
): Promise<Embeddable | null> {
  if (url.pathname === '/') return ofSearch(url);
  const [, section, segment = ''] = /^\/(experiences|themes|leviers)\/([^/]+)$/.exec(url.pathname) ?? [];
  const id = decode(segment);
  if (id === null) return null;
  if (section === 'themes') return ofSubject('themes', id, taxonomy.themes);
  if (section === 'leviers') return ofSubject('leviers', id, taxonomy.levers);
  if (section !== 'experiences') return null;
  const experience = await readRemaining(id, fiches, signal);
  return {
    title: typeset(experience.title),
    framePath: frameOf(new URLSearchParams({ fiche: experience.id })),
    height: CARD_HEIGHT,
  };
}
