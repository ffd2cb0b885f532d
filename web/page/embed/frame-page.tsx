import { DEFAULT_TITLE, type Form, formFor } from '../../component/settings.ts';
import type { Means, State } from '../../component/state.ts';
import { Recommendations } from '../../component/views/recommendations.tsx';
import {
  forTerritory,
  isAnswerable,
  type Question,
  readQuestion,
  writeQuestion,
} from '../../question/question.ts';
import type { Page } from '../layout/page.ts';
import { ALL } from '../search/data/filter.ts';
import { loadSearch, type SearchData } from '../search/data/search-data.ts';
import { statusOf } from '../search/search-page.tsx';
import { cardFrame } from './card-frame.tsx';
import { FRAME_PATH, headingLevelIn, inFrame } from './in-frame.tsx';

/** Parameters of the look, as the host site wrote them. */
const LOOK = ['nombre', 'titre', 'niveau-titre', 'accent', 'apparence'] as const;

/** Parameter that keeps which form was sent, to show it again above the answer. */
const FORM_PARAMETER = 'formulaire';

const FORMS: Readonly<Record<string, Form>> = { besoin: 'need', complet: 'territory-and-need' };

function formOf(parameters: URLSearchParams, question: Question): Form {
  const sent = FORMS[parameters.get(FORM_PARAMETER) ?? ''];
  return sent === undefined ? formFor(question) : sent;
}

/** Parameters kept from one question to the next: the look, and the fields left to the visitor. */
function constantsOf(form: Form, parameters: URLSearchParams): readonly (readonly [string, string])[] {
  const written = Object.keys(FORMS).find((name) => FORMS[name] === form);
  const look = LOOK.flatMap((name) => {
    const value = parameters.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return written === undefined ? look : [...look, [FORM_PARAMETER, written]];
}

function stateOf({ outcome, homonyms, isTerritoryUnknown, question }: SearchData): State {
  if (homonyms.length > 0 || isTerritoryUnknown) {
    return { kind: 'choosing', typed: question.typedTerritory, territories: homonyms };
  }
  return outcome === null ? { kind: 'idle' } : { kind: 'answered', outcome };
}

function meansOf(form: Form, question: Question, parameters: URLSearchParams): Means {
  const constants = constantsOf(form, parameters);
  const withConstants = (asked: Question) =>
    new URLSearchParams([...writeQuestion(asked), ...constants].map(([name, value]) => [name, value]));
  const place = form === 'territory-and-need' ? { territory: '', kind: '' } : {};
  return {
    kind: 'address',
    kept: withConstants({ ...question, ...place, typedTerritory: '', priorities: '' }),
    hrefFor: (territory) => `${FRAME_PATH}?${withConstants(forTerritory(question, territory))}`,
  };
}

const listFrame: Page = async ({ url, api }) => {
  const parameters = url.searchParams;
  const question = readQuestion(parameters);
  const isAsked = isAnswerable(question);
  const limit = parameters.get('nombre') ?? '';
  const data = isAsked ? await loadSearch(api, { question, filter: ALL }, { limit }) : null;
  const form = formOf(parameters, question);
  const title = parameters.get('titre') ?? DEFAULT_TITLE;
  return inFrame({
    status: data === null ? 200 : statusOf(data),
    title,
    parameters,
    body: (
      <Recommendations
        presentation={{ title, headingLevel: headingLevelIn(parameters) }}
        question={data?.question ?? question}
        form={form}
        state={data === null ? { kind: 'idle' } : stateOf(data)}
        links={{ service: url.origin, onChoose: null }}
        means={meansOf(form, question, parameters)}
      />
    ),
  });
};

/**
 * The list of recommendations, or the card of an experience (`fiche`), for sites that allow no script: shown in a
 * frame, and readable without any.
 */
export const framePage: Page = (request) =>
  (request.url.searchParams.has('fiche') ? cardFrame : listFrame)(request);
