import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { countResults, nameLevel } from '../../../../src/domain/french/describe-answer.ts';
import { joinWithAnd } from '../../../../src/domain/french/formats.ts';
import type { ExperienceResult, Recommendation } from '../../../api/answers.ts';
import type { Api } from '../../../api/client.ts';
import type { PeerContact } from '../../../contract.ts';
import { count, typeset } from '../../../french/typography.ts';
import type { Question } from '../../../question/question.ts';
import { experiencePath } from '../../layout/addresses.ts';
import { PeerLink } from '../../peer/peer-link.tsx';
import { MAX_COMPARED, toggleCompared, writeAsked } from '../data/address.ts';
import { type Filter, isKept } from '../data/filter.ts';
import type { SearchData } from '../data/search-data.ts';
import { Opinion } from '../opinion/opinion.tsx';
import { CompareBar } from '../tools/compare-bar.tsx';
import { CardActions, ExperienceCard } from './experience-card.tsx';
import { ExperienceList, useUnfoldedTarget } from './experience-list.tsx';
import { LeverSection } from './lever-section.tsx';
import { Side } from './side.tsx';
import { Understood } from './understood.tsx';

/** Experiences shown first, in full. */
const BEST = 3;

/** Groups results by rank: the best ones of the first level, its others, then those of the second, which are folded. */
function groupResults(results: readonly ExperienceResult[]) {
  const [first] = results;
  const ofFirst = results.filter(({ level }) => level === first?.level);
  return {
    best: ofFirst.slice(0, BEST),
    others: ofFirst.slice(BEST),
    further: results.filter(({ level }) => level !== first?.level),
  };
}

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
  /** Offer to entrust the question. */
  readonly children: ComponentChildren;
}

/** Words of the request, or the themes and levers that were chosen instead. */
function needOf({ priorities, themes, levers }: Recommendation['profile']): string {
  return priorities === '' ? joinWithAnd([...themes, ...levers].map(({ label }) => label)) : priorities;
}

/** Rank of the card or of the marker that an event reaches; null without any. */
function rankOf({ target }: Event): number | null {
  const rank = target instanceof Element ? target.closest('[data-rank]')?.getAttribute('data-rank') : null;
  return rank === null || rank === undefined ? null : Number(rank);
}

/** Makes the card of a result, with what can be done with it. */
function createCards({ recommendation, data, origin, peerContact, api, onAsk, onCompare }: ResultsProps) {
  const { question, filter, compared } = data;
  const { id: recommendationId, profile } = recommendation;
  const asked = writeAsked(data);
  return (result: ExperienceResult) => {
    const { id, title } = result.experience;
    const message = {
      title,
      address: `${origin}${experiencePath(id)}`,
      territory: profile.territory.name,
      need: needOf(profile),
    };
    return (
      <ExperienceCard
        result={result}
        recommendation={recommendation}
        asked={asked}
        opinion={<Opinion api={api} subject={{ recommendationId, experienceId: id }} about={title} />}
        actions={
          <CardActions
            experience={result.experience}
            isCompared={compared.includes(id)}
            canCompare={compared.length < MAX_COMPARED}
            onCompare={() => onCompare(toggleCompared(compared, id))}
            onExclude={() => onAsk({ ...question, exclude: [...question.exclude, id] }, filter)}
            peerLink={<PeerLink contact={peerContact} message={message} />}
          />
        }
      />
    );
  };
}

/** Experiences of the asking territory, apart from the others. */
function OwnExperiences({ experiences }: { readonly experiences: Recommendation['ownExperiences'] }) {
  if (experiences.length === 0) return null;
  return (
    <div>
      <h3>Chez vous</h3>
      <ul class="plain-list">
        {experiences.map(({ id, title }) => (
          <li key={id}>
            <a href={experiencePath(id)}>{typeset(title)}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The best experiences, then the levers, then the other experiences; the map and the filters stand beside. */
export function Results(props: ResultsProps) {
  const { recommendation, data, api, onAsk, onFilter, onCompare } = props;
  const [lit, setLit] = useState<number | null>(null);
  const cardOf = createCards(props);
  useUnfoldedTarget();
  const { name } = recommendation.profile.territory;
  const kept = recommendation.experiences.filter(({ experience }) => isKept(experience, data.filter));
  const { best, others, further } = groupResults(kept);
  const light = (event: Event) => setLit(rankOf(event));
  return (
    <div class="results" onPointerOver={light} onPointerLeave={() => setLit(null)} onFocusIn={light}>
      <section class="best" aria-labelledby="experiences-title">
        <div class="lead">
          <h2 id="experiences-title" tabindex={-1} data-focus>
            {countResults(recommendation)}
            {name !== null && <span class="visually-hidden">{` pour ${name}`}</span>}
          </h2>
          {recommendation.levers.length > 0 && <a href="#leviers">Voir les leviers</a>}
        </div>
        <Understood recommendation={recommendation} question={data.question} onAsk={onAsk} />
        {props.children}
        <OwnExperiences experiences={recommendation.ownExperiences} />
        {kept.length === 0 && <p>Aucune des expériences ne répond à ces filtres.</p>}
        <ExperienceList results={best} lit={lit} cardOf={cardOf} />
        <p class="quiet">
          Surlignée&nbsp;: la phrase de la fiche la plus proche de votre demande.{' '}
          <a href="/a-propos#classement">Comment les réponses sont classées</a>
        </p>
      </section>
      <Side recommendation={recommendation} data={data} kept={kept} lit={lit} onFilter={onFilter} />
      <LeverSection recommendation={recommendation} data={data} kept={kept} api={api} onFilter={onFilter} />
      {others.length + further.length > 0 && (
        <section class="others" aria-labelledby="others-title">
          <h2 id="others-title">Autres expériences</h2>
          <ExperienceList results={others} lit={lit} cardOf={cardOf} />
          {further.length > 0 && (
            <details class="more further" open={others.length === 0}>
              <summary>{`${nameLevel('related')}\u00a0: ${count(further.length, 'expérience')}`}</summary>
              <ExperienceList results={further} lit={lit} cardOf={cardOf} />
            </details>
          )}
        </section>
      )}
      <CompareBar asked={data} onClear={() => onCompare([])} />
    </div>
  );
}
