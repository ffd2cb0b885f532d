import type { Import } from '../../api/editing.ts';
import { count, typeset } from '../../french/typography.ts';
import type { PageRequest } from '../layout/page.ts';
import { HOME_PATH, listAddress, reviewPath } from './addresses.ts';
import { FormToken } from './controls.tsx';
import { momentInWords } from './field-words.ts';
import { IMPORT_STATES } from './words.ts';

const MAX_SHOWN_CHANGES = 20;

function isGoing({ state }: Import): boolean {
  return state === 'queued' || state === 'running';
}

function nameOf({ source }: Import): string {
  return source.kind === 'url' ? source.url : source.name;
}

function Progress({ job, request }: { readonly job: Import; readonly request: PageRequest }) {
  if (!isGoing(job)) return null;
  const { progress } = job;
  const words = progress?.phase === 'preparing' ? 'préparation' : 'lecture';
  return (
    <form method="post" action={HOME_PATH} class="button-row">
      <FormToken session={request.session} />
      {progress?.total != null && (
        <progress value={progress.done} max={progress.total} aria-label={`Avancement : ${words}`} />
      )}
      <button type="submit" name="arreter" value={job.id}>
        Arrêter<span class="visually-hidden"> : {nameOf(job)}</span>
      </button>
    </form>
  );
}

function Report({ job: { report } }: { readonly job: Import }) {
  if (report === null) return null;
  const { resources, experiences, proposed, notes, changes } = report;
  const added = changes.filter(({ kind }) => kind !== 'removed');
  const readCount = resources.added + resources.changed + resources.unchanged;
  return (
    <>
      <p>
        {count(readCount, 'ressource lue', 'ressources lues')},{' '}
        {count(experiences.added, 'expérience nouvelle', 'expériences nouvelles')}
        {experiences.changed > 0 && `, ${count(experiences.changed, 'modifiée')}`}
        {experiences.reread > 0 && (
          <>
            {', '}
            <a href={listAddress('changed')}>
              {count(experiences.reread, 'fiche publiée', 'fiches publiées')} dont la source dit autre chose
            </a>
          </>
        )}
        {experiences.untold > 0 && (
          <>
            {', '}
            <a href={listAddress('gone')}>
              {count(experiences.untold, 'fiche publiée que sa source', 'fiches publiées que leur source')} ne
              raconte plus
            </a>
          </>
        )}
        {proposed > 0 && (
          <>
            {', dont '}
            <a href={listAddress('proposed')}>{proposed} à relire</a>
          </>
        )}
        .
      </p>
      {added.length > 0 && (
        <details class="more">
          <summary>Les expériences de cet import</summary>
          <ul class="plain-list">
            {added.slice(0, MAX_SHOWN_CHANGES).map(({ id, title }) => (
              <li key={id}>
                <a href={reviewPath(id)}>{typeset(title)}</a>
              </li>
            ))}
            {added.length > MAX_SHOWN_CHANGES && <li>Et {added.length - MAX_SHOWN_CHANGES} autres.</li>}
          </ul>
        </details>
      )}
      {notes.length > 0 && (
        <details class="more">
          <summary>{count(notes.length, 'remarque')}</summary>
          <ul class="bullets">
            {notes.map(({ detail, line }, index) => (
              <li key={index}>
                {typeset(detail)}
                {line !== null && ` (ligne ${line})`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function ImportItem({ job, request }: { readonly job: Import; readonly request: PageRequest }) {
  const { state, failure, createdAt } = job;
  return (
    <li>
      <h3>{nameOf(job)}</h3>
      <p class="quiet">
        <span class="tag">{IMPORT_STATES[state]}</span>{' '}
        <time dateTime={createdAt}>{momentInWords(createdAt)}</time>
      </p>
      <Progress job={job} request={request} />
      <Report job={job} />
      {failure !== null && <p class="field-error">{typeset(failure.detail)}</p>}
    </li>
  );
}

interface ImportListProps {
  readonly request: PageRequest;
  readonly imports: readonly Import[];
}

/** Latest imports: how far they are, then what they gave. The script keeps the list up to date. */
export function ImportList({ request, imports }: ImportListProps) {
  const isLive = imports.some(isGoing);
  return (
    <section
      class="card stack"
      id="imports"
      aria-labelledby="imports-titre"
      data-live={isLive ? 'oui' : undefined}
    >
      <h2 id="imports-titre">Derniers imports</h2>
      {isLive && (
        <p>
          <a href={`${HOME_PATH}#imports`}>Voir où ils en sont</a>
        </p>
      )}
      {imports.length === 0 && <p>Aucun import encore.</p>}
      <ul class="imports">
        {imports.map((job) => (
          <ImportItem key={job.id} job={job} request={request} />
        ))}
      </ul>
    </section>
  );
}
