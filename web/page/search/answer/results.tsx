import { type ComponentChildren, Fragment, type VNode } from 'preact';
import { countResults, nameLevel } from '../../../../src/domain/french/describe-answer.ts';
import type { ExperienceResult, Recommendation } from '../../../api/answers.ts';
import type { Api } from '../../../api/client.ts';
import type { PeerContact } from '../../../contract.ts';
import { typeset } from '../../../french/typography.ts';
import type { Question } from '../../../question/question.ts';
import { experiencePath, MAX_COMPARED } from '../../layout/addresses.ts';
import { writeAsked } from '../data/address.ts';
import { type Filter, isFiltering, isKept } from '../data/filter.ts';
import type { SearchData } from '../data/search-data.ts';
import { Filters } from '../tools/filters.tsx';
import { ResultTools } from '../tools/result-tools.tsx';
import { Besides } from './besides.tsx';
import { ExperienceCard } from './experience-card.tsx';
import { ExperienceList, useUnfoldedTarget } from './experience-list.tsx';
import { LeverSection } from './lever-section.tsx';
import { Understood } from './understood.tsx';

/** Experiences shown before the others are unfolded, for each need and in all. */
const FIRST = { eachNeed: 3, all: 6 };
/** From as many experiences on, filters are offered. */
const ENOUGH_TO_FILTER = 12;

/** Groups results by rank: the first ones of each need at the first level, its others, then the second level. */
function groupResults(results: readonly ExperienceResult[]) {
  const ofFirst = results.filter(({ level }) => level === results[0]?.level);
  const isEarly = ({ needs: [need] }: ExperienceResult, index: number) =>
    ofFirst.slice(0, index).filter(({ needs }) => needs[0] === need).length < FIRST.eachNeed;
  const first = ofFirst.filter(isEarly).slice(0, FIRST.all);
  return {
    first,
    others: ofFirst.filter((result) => !first.includes(result)),
    further: results.filter(({ level }) => level !== results[0]?.level),
  };
}

interface ResultsProps {
  readonly recommendation: Recommendation;
  readonly data: SearchData;
  /** Origin of the service: `https://essaimage.example`. */
  readonly origin: string;
  readonly peerContact: PeerContact | null;
  readonly api: Api | null;
  readonly onAsk: (question: Question) => void;
  readonly onFilter: (filter: Filter) => void;
  /** Opens the form on its priorities. */
  readonly onAddNeed: (event: Event) => void;
  /** Offer to entrust the question. */
  readonly children: ComponentChildren;
}

/** Experiences of the asking territory, apart from the others. */
function OwnExperiences({ recommendation, data }: Pick<ResultsProps, 'recommendation' | 'data'>) {
  const experiences = recommendation.ownExperiences;
  if (experiences.length === 0) return null;
  return (
    <p>
      <b>Chez vous&nbsp;: </b>
      {experiences.map(({ id, title }, index) => (
        <Fragment key={id}>
          {index > 0 && ' · '}
          <a href={experiencePath(id, writeAsked(data))}>{typeset(title)}</a>
        </Fragment>
      ))}
    </p>
  );
}

type OthersProps = Pick<ReturnType<typeof groupResults>, 'others' | 'further'> & {
  readonly cardOf: (result: ExperienceResult) => VNode;
};

function Others({ others, further, cardOf }: OthersProps) {
  const length = others.length + further.length;
  if (length === 0) return null;
  return (
    <details class="more others">
      <summary>{`Voir ${length === 1 ? 'l’autre expérience' : `les ${length} autres expériences`}`}</summary>
      {others.length > 0 && <ExperienceList results={others} cardOf={cardOf} />}
      {further.length > 0 && (
        <>
          <p>
            <b>{nameLevel('related')}</b>
          </p>
          <ExperienceList results={further} cardOf={cardOf} />
        </>
      )}
    </details>
  );
}

/** Answer: its reading, the first experiences, the levers, the acts, then the map and an opinion. */
export function Results(props: ResultsProps) {
  const { recommendation, data, origin, peerContact, api, onAsk, onFilter, onAddNeed } = props;
  useUnfoldedTarget();
  const { experiences } = recommendation;
  const asked = writeAsked(data);
  const kept = experiences.filter(({ experience }) => isKept(experience, data.filter));
  const { first, ...rest } = groupResults(kept);
  const cardOf = (result: ExperienceResult) => (
    <ExperienceCard result={result} recommendation={recommendation} asked={asked} />
  );
  const { name } = recommendation.profile.territory;
  return (
    <div class="results">
      <section class="best" aria-labelledby="experiences-title">
        <h2 id="experiences-title" tabindex={-1} data-focus>
          {countResults(recommendation)}
          {name !== null && <span class="visually-hidden">{` pour ${name}`}</span>}
        </h2>
        <Understood recommendation={recommendation} data={data} onAsk={onAsk} onAddNeed={onAddNeed} />
        {props.children}
        <OwnExperiences recommendation={recommendation} data={data} />
        {kept.length === 0 && <p>Aucune des expériences ne répond à ces filtres.</p>}
        <ExperienceList results={first} cardOf={cardOf} />
        <div class="rest">
          <Others {...rest} cardOf={cardOf} />
          {(experiences.length >= ENOUGH_TO_FILTER || isFiltering(data.filter)) && (
            <Filters results={experiences} filter={data.filter} keptCount={kept.length} onFilter={onFilter} />
          )}
        </div>
      </section>
      <LeverSection levers={recommendation.levers} first={first} asked={asked} />
      <ResultTools
        data={data}
        recommendation={recommendation}
        compared={first.slice(0, MAX_COMPARED)}
        origin={origin}
        peerContact={peerContact}
      />
      <Besides recommendation={recommendation} territory={data.territory} kept={kept} api={api} />
    </div>
  );
}
