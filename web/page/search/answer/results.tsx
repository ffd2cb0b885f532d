import { countResults } from '../../../../src/domain/french/describe-answer.ts';
import { joinWithAnd, nameSetAside } from '../../../../src/domain/french/sentences.ts';
import type { Recommendation } from '../../../api/answers.ts';
import type { Api } from '../../../api/client.ts';
import type { PeerContact } from '../../../contract.ts';
import { typeset } from '../../../french/typography.ts';
import type { Question } from '../../../question/question.ts';
import { experiencePath } from '../../layout/addresses.ts';
import { CostRanges } from '../../lever/cost-ranges.tsx';
import { PeerLink } from '../../peer/peer-link.tsx';
import { territoryPath } from '../../territory/territory-path.ts';
import { toggleCompared } from '../data/compared.ts';
import { type Filter, isKept } from '../data/filter.ts';
import type { SearchData } from '../data/search-data.ts';
import { Opinion } from '../opinion/opinion.tsx';
import { CompareBar } from '../tools/compare-bar.tsx';
import { Filters } from '../tools/filters.tsx';
import { ResultTools } from '../tools/result-tools.tsx';
import { ExperienceList } from './experience-list.tsx';
import { LeverCard } from './lever-card.tsx';
import { NeedsRead } from './needs-read.tsx';
import { Overview } from './overview.tsx';
import { PutAside } from './put-aside.tsx';
import { ThemeSuggestions } from './theme-suggestions.tsx';

interface ResultsProps {
  readonly recommendation: Recommendation;
  readonly data: SearchData;
  /** Origin of the service: `https://essaimage.example`. */
  readonly origin: string;
  readonly peerContact: PeerContact | null;
  readonly api: Api | null;
  /** Asks another question; without a filter, all of its answer is shown. */
  readonly onAsk: (question: Question, filter?: Filter) => void;
  readonly onFilter: (filter: Filter) => void;
  readonly onCompare: (compared: readonly string[]) => void;
}

function Heading({ recommendation }: { readonly recommendation: Recommendation }) {
  const { name } = recommendation.profile.territory;
  return (
    <h2 tabindex={-1} data-focus>
      {countResults(recommendation)}
      {name !== null && ` pour ${name}`}
    </h2>
  );
}

function Hint({ recommendation, data, onAsk }: Pick<ResultsProps, 'recommendation' | 'data' | 'onAsk'>) {
  const { hint, notes } = recommendation;
  if (hint === null && notes.length === 0) return null;
  return (
    <div class="notice" role="status">
      {[...notes, ...(hint === null ? [] : [hint.text])].map((text) => (
        <p key={text}>{typeset(text)}</p>
      ))}
      <ThemeSuggestions themes={hint?.themes ?? []} question={data.question} onAsk={onAsk} />
    </div>
  );
}

/** Words of the request, or the themes and levers that were chosen instead. */
function needOf({ priorities, themes, levers }: Recommendation['profile']): string {
  return priorities === '' ? joinWithAnd([...themes, ...levers].map(({ label }) => label)) : priorities;
}

/** Leads to the territories like the one that asks, when it is in the register. */
function LikeOurs({ territory }: { readonly territory: SearchData['territory'] }) {
  if (territory === null) return null;
  return (
    <p>
      <a href={territoryPath(territory)}>Territoires qui ressemblent à {typeset(territory.name)}</a>
    </p>
  );
}

function Levers({ recommendation, data, api }: Pick<ResultsProps, 'recommendation' | 'data' | 'api'>) {
  if (recommendation.levers.length + recommendation.setAsideLevers.length === 0) return null;
  return (
    <section aria-labelledby="levers-title" class="levers">
      <h3 id="levers-title">Leviers à actionner</h3>
      <p class="help">
        Ce que votre collectivité peut faire elle-même, d’après votre demande et les expériences les plus
        proches.
      </p>
      <ol class="lever-list">
        {recommendation.levers.map((result) => {
          const { id, label } = result.lever;
          const subject = { recommendationId: recommendation.id, leverId: id };
          return (
            <li key={id}>
              <LeverCard
                result={result}
                question={data.question}
                opinion={<Opinion api={api} subject={subject} about={label} />}
              />
            </li>
          );
        })}
      </ol>
      {recommendation.setAsideLevers.length > 0 && (
        <p class="quiet">{typeset(nameSetAside(recommendation.setAsideLevers))}</p>
      )}
    </section>
  );
}

/** Levers and experiences by rank, with the tools to read, filter and keep them. */
export function Results({ recommendation, data, origin, peerContact, api, onAsk, ...changes }: ResultsProps) {
  const { question, filter, compared } = data;
  const { onFilter, onCompare } = changes;
  const { id, needs, experiences, profile } = recommendation;
  const kept = experiences.filter(({ experience }) => isKept(experience, filter));
  return (
    <div class="results">
      <Heading recommendation={recommendation} />
      <NeedsRead needs={needs} />
      <Hint recommendation={recommendation} data={data} onAsk={onAsk} />
      <ResultTools question={question} filter={filter} />
      <section aria-labelledby="overview-title" class="overview-section">
        <h3 id="overview-title">En un coup d’œil</h3>
        <Filters results={experiences} filter={filter} keptCount={kept.length} onFilter={onFilter} />
        <Overview results={kept} needCount={needs.length} profile={profile} />
        <LikeOurs territory={data.territory} />
        <PutAside question={question} onAsk={onAsk} />
      </section>
      <Levers recommendation={recommendation} data={data} api={api} />
      {recommendation.status !== 'broad' && (
        <section aria-labelledby="costs-title">
          <h3 id="costs-title">Ordres de grandeur</h3>
          <p class="help">Ce qu’ont coûté les expériences proches ou voisines de votre demande.</p>
          <CostRanges costs={recommendation.costs} />
        </section>
      )}
      <section aria-labelledby="experiences-title" class="experiences">
        <h3 id="experiences-title" tabindex={-1}>
          Expériences
        </h3>
        <ExperienceList
          results={kept}
          question={question}
          needCount={needs.length}
          compared={compared}
          onCompare={(chosen) => onCompare(toggleCompared(compared, chosen))}
          onExclude={(excluded) => onAsk({ ...question, exclude: [...question.exclude, excluded] }, filter)}
          opinionOf={({ experience }) => (
            <>
              <PeerLink
                contact={peerContact}
                message={{
                  title: experience.title,
                  address: `${origin}${experiencePath(experience.id)}`,
                  territory: profile.territory.name,
                  need: needOf(profile),
                }}
              />
              <Opinion
                api={api}
                subject={{ recommendationId: id, experienceId: experience.id }}
                about={experience.title}
              />
            </>
          )}
        />
      </section>
      <CompareBar compared={compared} question={question} onClear={() => onCompare([])} />
    </div>
  );
}
