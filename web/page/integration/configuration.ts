import { escapeHtml } from '../../../src/domain/text/escape-html.ts';
import type { Territory } from '../../api/answers.ts';
import { addressWith } from '../../question/parameters.ts';
import { forTerritory, NOTHING, type Question, writeQuestion } from '../../question/question.ts';

export type Manner = 'component' | 'frame';

/** Choices of a web editor. */
export interface Configuration {
  readonly manner: Manner;
  readonly question: Question;
  /** How many experiences, as typed. */
  readonly limit: string;
  /** Empty follows the headings of the page. */
  readonly headingLevel: string;
  /** `#rrggbb`. */
  readonly accent: string;
  /** `clair` or `sombre`, for the frame alone; empty follows the visitor's preference. */
  readonly appearance: string;
}

export const DEFAULTS: Configuration = {
  manner: 'component',
  question: NOTHING,
  limit: '5',
  headingLevel: '',
  accent: '#07574a',
  appearance: '',
};

/** Content of the form, with the territory chosen beside it. */
export function readConfiguration(form: FormData, territory: Territory | null): Configuration {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const question = {
    ...NOTHING,
    priorities: text('priorites'),
    themes: form.getAll('themes').map(String),
    levers: form.getAll('leviers').map(String),
  };
  return {
    manner: text('maniere') === 'frame' ? 'frame' : 'component',
    question: territory === null ? question : forTerritory(question, territory),
    limit: text('nombre'),
    headingLevel: text('niveau-titre'),
    accent: text('accent'),
    appearance: text('apparence'),
  };
}

/** Parameters that differ from the defaults, under the names that the component and the frame share. */
function parametersOf({ question, limit, headingLevel }: Configuration): URLSearchParams {
  const parameters = writeQuestion(question);
  if (limit !== '' && limit !== DEFAULTS.limit) parameters.set('nombre', limit);
  if (headingLevel !== DEFAULTS.headingLevel) parameters.set('niveau-titre', headingLevel);
  return parameters;
}

/** Attributes of the element, in the order in which they are written. */
export function attributesOf(origin: string, configuration: Configuration): Readonly<Record<string, string>> {
  const { accent } = configuration;
  return {
    api: origin,
    ...Object.fromEntries(parametersOf(configuration)),
    ...(accent === DEFAULTS.accent ? {} : { style: `--essaimage-accent: ${accent}` }),
  };
}

/** Address of the frame. */
export function frameAddressOf(origin: string, configuration: Configuration): string {
  const { accent, appearance } = configuration;
  const parameters = parametersOf(configuration);
  if (accent !== DEFAULTS.accent) parameters.set('accent', accent.slice(1));
  if (appearance !== '') parameters.set('apparence', appearance);
  return addressWith(`${origin}/cadre`, parameters);
}

function attribute([name, value]: readonly [string, string]): string {
  return `${name}="${escapeHtml(value)}"`;
}

/** Loads the component. */
export function scriptTag(origin: string): string {
  return `<script type="module" src="${origin}/composant/essaimage-recommandations.js"></script>`;
}

/** The element, with a link that stays when it cannot be shown. */
export function elementTag(origin: string, configuration = DEFAULTS): string {
  const attributes = Object.entries(attributesOf(origin, configuration)).map(attribute).join(' ');
  const link = attribute(['href', `${origin}/?${writeQuestion(configuration.question)}`.replace(/\?$/, '')]);
  return `<essaimage-recommandations ${attributes}>
  <a ${link}>Ce que d’autres collectivités ont fait, sur Essaimage</a>
</essaimage-recommandations>`;
}

export function frameTag(origin: string, configuration = DEFAULTS): string {
  const attributes = [
    ['src', frameAddressOf(origin, configuration)],
    ['title', 'Recommandations d’Essaimage'],
    ['width', '100%'],
    ['height', '700'],
    ['loading', 'lazy'],
    ['style', 'border: 0'],
  ] as const;
  return `<iframe ${attributes.map(attribute).join(' ')}></iframe>`;
}

/** Gives the frames of a page the height of their content. */
export function heightTag(origin: string): string {
  return `<script src="${origin}/composant/cadre.js" async></script>`;
}

/** Lines to paste. */
export function snippetOf(origin: string, configuration: Configuration): string {
  const [first, second] =
    configuration.manner === 'frame'
      ? [frameTag(origin, configuration), heightTag(origin)]
      : [scriptTag(origin), elementTag(origin, configuration)];
  return `${first}\n${second}`;
}
