import type { Failure } from '../../api/client.ts';
import type { Import } from '../../api/editing.ts';
import type { SentDocument } from '../../api/operations.ts';
import { typeset } from '../../french/typography.ts';
import { writeParameters } from '../../question/parameters.ts';
import { FailureNotice } from '../layout/failure-notice.tsx';
import { pageWithout, statusOfFailure, UNPROCESSABLE } from '../layout/failure-page.tsx';
import { textOf } from '../layout/form-texts.ts';
import { LabelledField } from '../layout/labelled-field.tsx';
import type { FormAction, Page, PageAnswer, PageRequest } from '../layout/page.ts';
import { HOME_PATH, listAddress } from './addresses.ts';
import { FormToken, Options } from './controls.tsx';
import { newsroomAnswer } from './frame.tsx';
import { ImportList } from './import-list.tsx';
import { ACCESS_LABELS } from './words.ts';

interface ImportFormProps {
  readonly request: PageRequest;
  /** Form that was refused; null for an empty one. */
  readonly typed: FormData | null;
}

/** Asks for an import: of an address, a file or a text. */
function ImportForm({ request, typed }: ImportFormProps) {
  const value = (name: string) => String(typed?.get(name) ?? '');
  return (
    <form class="card stack" method="post" enctype="multipart/form-data" aria-labelledby="importer">
      <FormToken session={request.session} />
      <h2 id="importer">Importer un document</h2>
      <LabelledField id="adresse" label="Une page, par son adresse">
        <input type="url" placeholder="https://" defaultValue={value('adresse')} />
      </LabelledField>
      <LabelledField id="fichier" label="Ou un fichier">
        <input type="file" />
      </LabelledField>
      <details class="more" open={value('texte') !== ''}>
        <summary>Ou un texte collé</summary>
        <div class="stack">
          <LabelledField id="titre" label="Son titre">
            <input defaultValue={value('titre')} />
          </LabelledField>
          <LabelledField id="texte" label="Le texte">
            <textarea rows={6} defaultValue={value('texte')} />
          </LabelledField>
        </div>
      </details>
      <LabelledField id="acces" label="Si le document ne dit pas à qui il est ouvert">
        <select>
          <Options
            codes={['members', 'public']}
            labelOf={(code) => ACCESS_LABELS[code]}
            chosen={value('acces')}
          />
        </select>
      </LabelledField>
      <p class="quiet">
        Rien n’est publié sans relecture, et les fiches publiées ne changent pas&nbsp;: ce que leur source dit
        de nouveau vous est proposé.
      </p>
      <button type="submit" class="primary">
        Importer
      </button>
    </form>
  );
}

const SHOWN_IMPORTS = '10';

interface Refused {
  readonly form: FormData;
  readonly failure: Failure | null;
}

interface HomeProps {
  readonly request: PageRequest;
  readonly imports: readonly Import[];
  readonly proposedCount: number;
  readonly refused: Refused | null;
}

function Home({ request, imports, proposedCount, refused }: HomeProps) {
  const failure = refused?.failure ?? null;
  return (
    <>
      <header class="review-head">
        <h1>Rédaction</h1>
        {proposedCount > 0 && (
          <p>
            <a class="button primary" href={listAddress('proposed')}>
              Relire ({proposedCount})
            </a>
          </p>
        )}
        {failure !== null && <FailureNotice failure={failure} requestId={request.requestId} onRetry={null} />}
        {refused !== null && failure === null && (
          <p class="field-error" role="alert">
            Donnez une adresse, un fichier ou un texte&nbsp;: l’un des trois.
          </p>
        )}
      </header>
      <div class="review">
        <ImportForm request={request} typed={refused?.form ?? null} />
        <ImportList request={request} imports={imports} />
      </div>
      <form method="post" action={`${HOME_PATH}/deconnexion`} class="button-row">
        <FormToken session={request.session} />
        <span>Session ouverte avec «&nbsp;{typeset(request.session?.label ?? '')}&nbsp;».</span>
        <button type="submit" class="link">
          Se déconnecter
        </button>
      </form>
    </>
  );
}

async function answer(request: PageRequest, refused: Refused | null): Promise<PageAnswer | Response> {
  const { api } = request;
  const imports = await api.get('/v1/imports', { query: new URLSearchParams({ limit: SHOWN_IMPORTS }) });
  if (!imports.ok) return pageWithout(imports.failure, request);
  return newsroomAnswer({
    request,
    title: 'Imports',
    status:
      refused === null ? 200 : refused.failure === null ? UNPROCESSABLE : statusOfFailure(refused.failure),
    current: HOME_PATH,
    body: (counts) => (
      <Home
        request={request}
        imports={imports.data.imports}
        proposedCount={counts.proposed ?? 0}
        refused={refused}
      />
    ),
  });
}

/** Home of editors: what to import, and how the latest imports went. */
export const newsroomPage: Page = async (request) => answer(request, null);

/** Types of files by extension: browsers do not know them all. */
const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  csv: 'text/csv',
  md: 'text/markdown',
  xml: 'application/xml',
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
};

function typeOf({ name, type }: File): string {
  const extension = name.split('.').at(-1)?.toLowerCase() ?? '';
  return TYPES[extension] ?? (type || 'application/octet-stream');
}

interface Asked {
  /** Null for an address. */
  readonly name: string | null;
  readonly sent: SentDocument;
}

const LONGEST_TITLE = 100;

/** Beginning of the first line, up to the end of a word. */
function firstWords(text: string): string {
  const [line = ''] = text.split('\n', 1);
  return line.length <= LONGEST_TITLE ? line : `${line.slice(0, LONGEST_TITLE).replace(/\s+\S*$/, '')}…`;
}

/** Returns the document or the address to import; null unless the form gives exactly one. */
function readAsked(form: FormData): Asked | null {
  const url = textOf(form, 'adresse');
  const text = textOf(form, 'texte');
  const file = form.get('fichier');
  const hasFile = file instanceof File && file.size > 0;
  if ([url !== '', text !== '', hasFile].filter(Boolean).length !== 1) return null;
  if (url !== '')
    return { name: null, sent: { mediaType: 'application/json', body: JSON.stringify({ url }) } };
  if (hasFile) return { name: file.name, sent: { mediaType: typeOf(file), body: file } };
  // A name of its own: a document of the same name is a new version of it.
  const title = textOf(form, 'titre') || firstWords(text);
  const isPrivate = textOf(form, 'acces') === 'public' ? 'Non' : 'Oui';
  const body = `${title}\n\n${text}\n\nRessource privée\n${isPrivate}\n`;
  return { name: `${title}.txt`, sent: { mediaType: 'text/plain', body } };
}

function queryOf(form: FormData, name: string | null): URLSearchParams {
  return writeParameters({
    access: textOf(form, 'acces') === 'public' ? 'public' : 'members',
    name,
    publishFiches: 'false',
  });
}

/** Asks for an import, or stops one. */
export const newsroomAction: FormAction = async (request, form) => {
  const home = new Response(null, { status: 303, headers: { location: `${HOME_PATH}#imports` } });
  const stopped = textOf(form, 'arreter');
  if (stopped !== '') {
    const cancelled = await request.editing.cancelImport(stopped);
    return cancelled.ok ? home : answer(request, { form, failure: cancelled.failure });
  }
  const asked = readAsked(form);
  if (asked === null) return answer(request, { form, failure: null });
  const outcome = await request.editing.requestImport(queryOf(form, asked.name), asked.sent);
  return outcome.ok ? home : answer(request, { form, failure: outcome.failure });
};
