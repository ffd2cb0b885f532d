import type { LeverPage } from '../../api/answers.ts';
import { count, typeset } from '../../french/typography.ts';
import { Places } from '../../question/places.tsx';
import { isEmpty, NOTHING, type Question, readQuestion, writeQuestion } from '../../question/question.ts';
import { Illustration } from '../illustration/illustration.tsx';
import { UsedAcronyms } from '../layout/acronyms.tsx';
import { experiencePath, FOLLOW_PATH, feedPath, formPath, leverPath } from '../layout/addresses.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { CostRanges } from '../lever/cost-ranges.tsx';
import { FirstSteps, LegalTexts, Thresholds, WatchOut } from '../lever/law.tsx';
import { type Asker, readAsker } from '../lever/read-asker.ts';
import { addressOf, readAsked } from '../search/data/address.ts';
import { EVERYTHING, listingAddress } from './listing.ts';

/** Every lever, what it is, and how many experiences used it. */
export const leversPage: Page = async (request) => {
  const outcome = await request.api.get('/v1/levers');
  if (!outcome.ok) return pageWithout(outcome.failure, request);
  return {
    head: {
      title: 'Leviers',
      description:
        'Ce qu’une collectivité peut faire elle-même pour l’économie sociale et solidaire : définition, cadre légal, vigilance, exemples.',
      canonicalPath: '/leviers',
      isIndexed: true,
    },
    section: '/leviers',
    body: (
      <>
        <header class="page-head">
          <h1>Leviers</h1>
          <p class="help">
            Ce qu’une collectivité peut faire elle-même pour l’économie sociale et solidaire (ESS) : ses
            achats, ses locaux, ses subventions, ses conventions…
          </p>
        </header>
        <ul class="card-list card-list-wide">
          {outcome.data.levers.map(({ id, label, definition, experienceCount }) => (
            <li key={id} class="card drawn">
              <Illustration of="lever" id={id} />
              <h2>
                <a href={leverPath(id)}>{typeset(label)}</a>
              </h2>
              <p>{typeset(definition)}</p>
              <p class="quiet">{count(experienceCount, 'expérience')}</p>
            </li>
          ))}
        </ul>
      </>
    ),
  };
};

const OWN_STATUTES =
  'Corse, Alsace, Métropole de Lyon, Paris, Martinique, Guyane, Mayotte et autres collectivités à statut particulier : à vérifier.';

interface WhoMayProps extends Pick<Asker, 'kind' | 'statute'> {
  readonly whoMay: LeverPage['whoMay'];
}

/** Kinds of collectivité that may use a lever, with the condition and its article: the reader's own kind first. */
function WhoMay({ whoMay, kind, statute }: WhoMayProps) {
  const own = whoMay.filter((permission) => permission.kind === kind);
  const others = whoMay.filter((permission) => permission.kind !== kind);
  return (
    <section class="card" aria-labelledby="qui-titre">
      <h2 id="qui-titre">Qui peut l’utiliser</h2>
      {whoMay.length === 0 && <p>Cela n’a pas été vérifié pour ce levier.</p>}
      {statute !== null && (
        <p class="own">
          <strong>Vous&nbsp;: </strong>statut particulier, à vérifier.
          <span class="quiet"> {typeset(statute)}</span>
        </p>
      )}
      {kind === 'pays' && (
        <p>
          Pour un pays ou pôle territorial, cela dépend de ce que ses membres lui ont confié&nbsp;: ce n’est
          pas vérifié ici.
        </p>
      )}
      <ul class="permissions">
        {[...own, ...others].map((permission) => (
          <li key={permission.kind} class={permission.kind === kind ? 'own' : undefined}>
            {permission.kind === kind && <strong>Vous&nbsp;: </strong>}
            {typeset(permission.text)}
            {permission.ref !== null && <span class="quiet"> {typeset(permission.ref)}</span>}
          </li>
        ))}
        {whoMay.length > 0 && <li>{typeset(OWN_STATUTES)}</li>}
      </ul>
    </section>
  );
}

interface LeverViewProps {
  readonly lever: LeverPage;
  readonly asker: Asker;
  readonly question: Question;
  /** Parameters of the address, which lead back to an answer. */
  readonly asked: URLSearchParams;
}

function Cases({ lever, asker, asked }: Omit<LeverViewProps, 'question'>) {
  const { experienceCount } = lever;
  return (
    <section aria-labelledby="cas-titre">
      <h2 id="cas-titre">
        {experienceCount === 0
          ? 'Personne ne s’en est servi dans les expériences connues'
          : `Qui s’en est servi, et comment : ${count(experienceCount, 'expérience')}`}
      </h2>
      {asker.isByCloseness && <p class="help">Les plus en rapport avec votre demande d’abord.</p>}
      <ul class="card-list">
        {asker.cases.map(({ id, title, year, territories, what }) => (
          <li key={id} class="card">
            <h3>
              <a href={experiencePath(id, asked)}>{typeset(title)}</a>
            </h3>
            <Places experience={{ territories, year, setting: null }} />
            <p>{typeset(what)}</p>
          </li>
        ))}
      </ul>
      {experienceCount > 0 && (
        <p class="to-list">
          {asker.cases.length < experienceCount && `${asker.cases.length} sont montrées. `}
          <a href={listingAddress({ ...EVERYTHING, lever: lever.id })}>
            Trier et filtrer les expériences de ce levier
          </a>
        </p>
      )}
    </section>
  );
}

/** Every text of the page in which an acronym may stand. */
function wordsOf({ label, definition, whoMay, texts, watchOut, firstSteps, thresholds }: LeverPage) {
  return [
    label,
    definition,
    ...whoMay.flatMap(({ text, ref }) => [text, ref ?? '']),
    ...texts.flatMap(({ ref, about }) => [ref, about]),
    ...watchOut,
    ...firstSteps,
    ...thresholds.flatMap(({ label: measured, unit, ref }) => [measured, unit, ref]),
  ];
}

function LeverView({ lever, asker, question, asked }: LeverViewProps) {
  const { id, label, definition, texts, thresholds, watchOut, firstSteps } = lever;
  const levers = [...new Set([...question.levers, id])];
  return (
    <div class="browse">
      <header class="page-head drawn">
        <Illustration of="lever" id={id} />
        <p class="quiet">
          {isEmpty(question) ? (
            <a href="/leviers">Tous les leviers</a>
          ) : (
            <a href={addressOf(readAsked(asked))}>Revenir à la réponse</a>
          )}
        </p>
        <h1>{typeset(label)}</h1>
        <p class="story">{typeset(definition)}</p>
        <p>
          <a
            class="button primary"
            href={formPath(
              writeQuestion(isEmpty(question) ? { ...NOTHING, levers: [id] } : { ...question, levers }),
            )}
          >
            Chercher pour mon territoire
          </a>
        </p>
        <p class="quiet">
          <a href={`${FOLLOW_PATH}?${new URLSearchParams({ lever: id })}`}>Suivre ce levier</a>
        </p>
      </header>
      <p class="notice">{typeset(lever.review)}</p>
      <div class="lever-facts">
        <WhoMay whoMay={lever.whoMay} kind={asker.kind} statute={asker.statute} />
        <LegalTexts texts={texts} />
        <Thresholds thresholds={thresholds} />
        <WatchOut watchOut={watchOut} />
        <FirstSteps firstSteps={firstSteps} />
        <section class="card" aria-labelledby="ordres">
          <h2 id="ordres">Ordres de grandeur</h2>
          <CostRanges costs={lever.costs} />
        </section>
      </div>
      <Cases lever={lever} asker={asker} asked={asked} />
      <UsedAcronyms texts={[...wordsOf(lever), ...asker.cases.flatMap(({ title, what }) => [title, what])]} />
    </div>
  );
}

/** Page of a lever: what it is, who may use it, its law, and the experiences that used it. */
export const leverPage: Page = async (request) => {
  const { api, params, url } = request;
  const outcome = await api.get('/v1/levers/{id}', { path: { id: params.id ?? '' } });
  if (!outcome.ok) return pageWithout(outcome.failure, request);
  const lever = outcome.data;
  const question = readQuestion(url.searchParams);
  const asker = await readAsker(api, lever, question);
  const label = typeset(lever.label);
  return {
    head: {
      title: `${label} : levier`,
      description: typeset(lever.definition),
      canonicalPath: leverPath(lever.id),
      structuredData: {
        '@context': 'https://schema.org',
        '@type': 'DefinedTerm',
        name: label,
        description: typeset(lever.definition),
        inLanguage: 'fr',
        url: `${url.origin}${leverPath(lever.id)}`,
        inDefinedTermSet: `${url.origin}/leviers`,
      },
      feed: { path: feedPath('lever', lever.id), title: `Essaimage : ${label}` },
      isEmbeddable: true,
      isIndexed: isEmpty(question),
    },
    section: '/leviers',
    body: <LeverView lever={lever} asker={asker} question={question} asked={url.searchParams} />,
  };
};
