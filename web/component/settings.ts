import { isAnswerable, type Question, readQuestion } from '../question/question.ts';

/** Attributes that ask a question, named as the parameters of the page. */
const QUESTION_ATTRIBUTES = [
  'territoire',
  'type',
  'contexte',
  'population',
  'priorites',
  'themes',
  'leviers',
] as const;

export const ATTRIBUTES: readonly string[] = [
  'api',
  ...QUESTION_ATTRIBUTES,
  'nombre',
  'titre',
  'niveau-titre',
];

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

export const DEFAULT_TITLE = 'Ce que d’autres collectivités ont fait';

/** Look of the list, as the host site chooses it. */
export interface Presentation {
  readonly title: string;
  /** Level of the title; headings under it take the next ones. */
  readonly headingLevel: HeadingLevel;
}

/** Fields that the host site leaves for the visitor to fill; null when it asks the whole question. */
export type Form = 'need' | 'territory-and-need' | null;

export function formFor(question: Question): Form {
  if (isAnswerable(question)) return null;
  return question.territory === '' ? 'territory-and-need' : 'need';
}

/** Attributes of an element, parsed. */
export interface Settings extends Presentation {
  /** Address of the service, without a final slash; null when it is missing or is not one. */
  readonly service: string | null;
  readonly question: Question;
  /** How many experiences, as written; empty leaves it to the service. */
  readonly limit: string;
}

const LEVELS = [1, 2, 3, 4, 5, 6] as const;
const HEADINGS = 'h1, h2, h3, h4, h5, h6';

/** Level as written, 1 to 6; `byDefault` when it is not one. */
export function readHeadingLevel(written: string | null, byDefault: HeadingLevel): HeadingLevel {
  return LEVELS.find((level) => String(level) === written?.trim()) ?? byDefault;
}

/** Level under the last heading before the element: none is skipped. 2 without any. */
function levelAfter(element: Element): HeadingLevel {
  const root = element.getRootNode();
  const headings =
    root instanceof Document || root instanceof ShadowRoot ? root.querySelectorAll(HEADINGS) : [];
  const before = [...headings].filter(
    (heading) => heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const last = Number(before.at(-1)?.tagName[1] ?? 1);
  return LEVELS[last] ?? 6;
}

function parseUrl(written: string, page: string): URL | null {
  try {
    return new URL(written, page);
  } catch {
    return null;
  }
}

function readService(written: string | null, page: string): string | null {
  const url = written === null || written.trim() === '' ? null : parseUrl(written, page);
  // A link of any other protocol could run a script.
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

export function readSettings(element: Element): Settings {
  const said = QUESTION_ATTRIBUTES.map((name) => [name, element.getAttribute(name) ?? '']);
  return {
    service: readService(element.getAttribute('api'), element.baseURI),
    question: readQuestion(new URLSearchParams(said)),
    limit: element.getAttribute('nombre')?.trim() ?? '',
    title: element.getAttribute('titre') ?? DEFAULT_TITLE,
    headingLevel: readHeadingLevel(element.getAttribute('niveau-titre'), levelAfter(element)),
  };
}
