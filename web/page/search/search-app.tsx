import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Api } from '../../api/client.ts';
import type { PeerContact } from '../../contract.ts';
import { isEmpty, type Question } from '../../question/question.ts';
import type { Home } from '../home/home.ts';
import { formPath } from '../layout/addresses.ts';
import { Answer } from './answer/answer.tsx';
import { RequestBand } from './answer/request-band.tsx';
import { writeAsked } from './data/address.ts';
import type { SearchData, Taxonomy } from './data/search-data.ts';
import { useSearch } from './data/use-search.ts';
import { FirstVisit } from './first-visit.tsx';
import { Editing } from './form/editing.tsx';
import { listErrors } from './form/field-errors.ts';
import { QuestionForm } from './form/question-form.tsx';
import { Loading, useProgress } from './loading.tsx';
import { titleOf } from './search-title.ts';

interface SearchAppProps {
  readonly initial: SearchData;
  /** Whether the form is open over the answer at first. */
  readonly isEdited: boolean;
  readonly taxonomy: Taxonomy;
  /** Id of the request for the page, to quote with a failure. */
  readonly requestId: string;
  readonly peerContact: PeerContact | null;
  /** Days during which an entrusted question is kept; null takes none. */
  readonly entrustedDays: number | null;
  /** Null when the page was loaded with a question. */
  readonly home: Home | null;
  readonly origin: string;
  /** Null on the server, where nothing is asked after the page is written. */
  readonly api: Api | null;
}

/** Field of the open form that takes the focus; null when the form is closed. */
type EditedField = 'nom' | 'priorites' | null;

interface AskedProps {
  readonly data: SearchData;
  /** Question that has no answer yet; null when the answer is there. */
  readonly awaited: Question | null;
  readonly taxonomy: Taxonomy;
  readonly edited: EditedField;
  readonly form: VNode;
  readonly onEdit: (edited: EditedField) => void;
}

/** The request in a band, and the form that changes it when it is open. */
function Request({ data, awaited, taxonomy, edited, form, onEdit }: AskedProps) {
  const link = useRef<HTMLAnchorElement>(null);
  const atFirst = useRef(edited);
  const recommendation = awaited === null && data.outcome?.ok === true ? data.outcome.data : null;

  function close(): void {
    onEdit(null);
    link.current?.focus();
  }

  return (
    <>
      <RequestBand
        question={awaited ?? data.question}
        taxonomy={taxonomy}
        profile={recommendation?.profile ?? null}
        isOpen={edited !== null}
        editAddress={formPath(writeAsked(data))}
        editLink={link}
        onToggle={(event) => {
          event.preventDefault();
          atFirst.current = null;
          onEdit(edited === null ? 'nom' : null);
        }}
      />
      {edited !== null && (
        <Editing field={edited === atFirst.current ? null : edited} onClose={close}>
          {form}
        </Editing>
      )}
    </>
  );
}

/** Titles the page, and gives the focus to a new answer. */
function useAnnouncedAnswer(data: SearchData) {
  const answer = useRef<HTMLElement>(null);
  const focused = useRef(data.outcome);

  useEffect(() => {
    document.title = `${titleOf(data)} – Essaimage`;
    // A new answer takes the focus, so that screen readers announce it; a field in error has it already.
    if (focused.current !== data.outcome) answer.current?.querySelector<HTMLElement>('[data-focus]')?.focus();
    focused.current = data.outcome;
  }, [data]);
  return answer;
}

/** The search page: the form alone at first, then the request in a band over its answer. */
export function SearchApp({ initial, taxonomy, home, api, ...props }: SearchAppProps) {
  const { data, awaited, ask, keep } = useSearch(initial, api, home !== null);
  const [edited, setEdited] = useState<EditedField>(props.isEdited ? 'nom' : null);
  const isLoading = awaited !== null;
  const progress = useProgress(isLoading);
  const answer = useAnnouncedAnswer(data);

  // The form is open over one answer: another one, asked or found in the history, closes it.
  useEffect(() => {
    if (isLoading) setEdited(null);
  }, [isLoading]);

  function askFromTop(question: Question): void {
    scrollTo(0, 0);
    ask(question);
  }

  const isRefused = !isLoading && listErrors(data).length > 0;
  const isFirstVisit = home !== null && isEmpty(data.question) && data.outcome === null && !isLoading;
  const form = (
    <QuestionForm
      data={data}
      taxonomy={taxonomy}
      api={api}
      isEdited={!isRefused && !isFirstVisit}
      onAsk={askFromTop}
    />
  );
  if (isFirstVisit) {
    return (
      <div class="search search-first">
        {form}
        <section class="answer" aria-label="Présentation">
          <FirstVisit home={home} />
        </section>
      </div>
    );
  }
  return (
    <div class={isRefused ? 'search search-refused' : 'search search-asked'}>
      {isRefused ? (
        form
      ) : (
        <Request
          data={data}
          awaited={awaited}
          taxonomy={taxonomy}
          edited={isLoading ? null : edited}
          form={form}
          onEdit={setEdited}
        />
      )}
      <section class="answer" ref={answer} aria-label="Réponse">
        <p class="progress" role="status">
          {progress}
        </p>
        {isLoading ? (
          <Loading />
        ) : (
          <Answer
            data={data}
            taxonomy={taxonomy}
            api={api}
            origin={props.origin}
            requestId={props.requestId}
            peerContact={props.peerContact}
            entrustedDays={props.entrustedDays}
            onAsk={askFromTop}
            onFilter={keep}
            onAddNeed={(event) => {
              event.preventDefault();
              setEdited('priorites');
            }}
          />
        )}
      </section>
    </div>
  );
}
