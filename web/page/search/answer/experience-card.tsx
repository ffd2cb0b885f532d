import type { VNode } from 'preact';
import { shorten, splitFigure } from '../../../../src/domain/french/formats.ts';
import type { Experience, ExperienceResult, Recommendation } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import { orderUses, tellCaution, tellWho, tellWhy } from '../../../question/card-words.ts';
import { Story } from '../../../question/story.tsx';
import { experiencePath, leverPath } from '../../layout/addresses.ts';
import { Breakdown } from './breakdown.tsx';

/** Longest words of a need on a card, in characters. */
const NEED_LENGTH = 60;

interface CardMarksProps {
  readonly result: Pick<ExperienceResult, 'needs'>;
  readonly needs: Recommendation['needs'];
}

/** Needs that the experience meets, among several. */
function CardMarks({ result, needs }: CardMarksProps) {
  const met = needs.length < 2 ? [] : needs.filter(({ number }) => result.needs.includes(number));
  if (met.length === 0) return null;
  return (
    <ul class="marks">
      {met.map(({ number, text }) => (
        <li key={number}>
          {`Besoin\u00a0${number}`}
          {text !== '' && typeset(` : ${shorten(text.replace(/[\s.,;:?!]+$/, ''), NEED_LENGTH)}`)}
        </li>
      ))}
    </ul>
  );
}

interface CardActionsProps {
  readonly experience: Pick<Experience, 'id' | 'title'>;
  readonly isCompared: boolean;
  /** Whether the comparison has room for one more. */
  readonly canCompare: boolean;
  readonly onCompare: () => void;
  readonly onExclude: () => void;
  /** Opens a message to the network. */
  readonly peerLink: VNode;
}

/** Actions on an experience, besides reading it. */
export function CardActions(props: CardActionsProps) {
  const { experience, isCompared, canCompare, onCompare, onExclude, peerLink } = props;
  const title = typeset(experience.title);
  return (
    <div class="actions">
      <label class="compare needs-script">
        <input
          type="checkbox"
          checked={isCompared}
          disabled={!isCompared && !canCompare}
          onChange={onCompare}
        />
        Comparer<span class="visually-hidden">&nbsp;: {title}</span>
      </label>
      <button type="button" class="link needs-script" onClick={onExclude}>
        Ne plus montrer<span class="visually-hidden">&nbsp;: {title}</span>
      </button>
      <a href={`${experiencePath(experience.id)}#proches`}>
        Expériences proches<span class="visually-hidden"> de&nbsp;: {title}</span>
      </a>
      {peerLink}
    </div>
  );
}

interface ExperienceCardProps {
  readonly result: ExperienceResult;
  readonly recommendation: Recommendation;
  /** Parameters of the page, which lead back to it. */
  readonly asked: URLSearchParams;
  /** Buttons for an opinion. */
  readonly opinion: VNode;
  /** Actions on the card, which it folds. */
  readonly actions: VNode;
}

function LeverChip({
  id,
  label,
  asked,
}: {
  readonly id: string;
  readonly label: string;
  readonly asked: URLSearchParams;
}) {
  return (
    <a class="lever-chip" href={leverPath(id, asked)}>
      {typeset(label)}
    </a>
  );
}

/** Levers that the collectivité used, as links; the first one with its use. */
function Uses({ result, recommendation, asked }: Omit<ExperienceCardProps, 'opinion' | 'actions'>) {
  const [first, ...others] = orderUses(result.experience, recommendation.levers);
  if (first === undefined) return null;
  return (
    <p class="did">
      <LeverChip {...first} asked={asked} /> {typeset(first.what)}
      {others.map((use) => (
        <span key={use.id}>
          {' '}
          <LeverChip {...use} asked={asked} />
        </span>
      ))}
    </p>
  );
}

function Source({ result }: Pick<ExperienceCardProps, 'result'>) {
  const { title, url, homePage, publisher } = result.experience.source;
  return (
    <p class="source">
      Source&nbsp;:{' '}
      {url === null || homePage ? (
        `${typeset(title)}, ${typeset(publisher)}`
      ) : (
        <a href={url}>
          {typeset(publisher)}
          <span class="visually-hidden">, {typeset(title)}</span>
        </a>
      )}
      {' · '}
      {typeset(tellCaution(result))}
    </p>
  );
}

function Details({ result }: Pick<ExperienceCardProps, 'result'>) {
  const { reasons, breakdown, experience } = result;
  return (
    <>
      {experience.figures.length > 0 && (
        <ul class="figures" aria-label="Chiffres clés">
          {experience.figures.map(splitFigure).map(({ measure, label }) => (
            <li key={label}>
              <b>{typeset(measure)}</b> {typeset(label)}
            </li>
          ))}
        </ul>
      )}
      <ul class="reasons" aria-label="Pourquoi cette expérience">
        {reasons.map(({ code, text }) => (
          <li key={code}>{typeset(text)}</li>
        ))}
      </ul>
      <Breakdown breakdown={breakdown} title="Ce qui a fait classer cette expérience" />
    </>
  );
}

/** An experience in a few lines: who, the story, what the collectivité did, why it is there, the source. */
export function ExperienceCard({ result, recommendation, asked, opinion, actions }: ExperienceCardProps) {
  const { rank, experience, reasons } = result;
  const title = typeset(experience.title);
  return (
    <article class="experience">
      <p class="rank" aria-hidden="true">
        {rank}
      </p>
      <header>
        <h3>
          <a href={experiencePath(experience.id, asked)}>{title}</a>
        </h3>
        <div class="who">
          <CardMarks result={result} needs={recommendation.needs} />
          <p>{typeset(tellWho(experience).join(' · '))}</p>
        </div>
      </header>
      <Story result={result} />
      <div class="why-card">
        <Uses result={result} recommendation={recommendation} asked={asked} />
        <p class="why-line">{typeset(tellWhy(reasons).join(' · '))}</p>
      </div>
      <footer>
        <Source result={result} />
        <details class="more plus">
          <summary>
            Plus<span class="visually-hidden"> sur&nbsp;: {title}</span>
          </summary>
          <div class="plus-content">
            {actions}
            <Details result={result} />
          </div>
        </details>
        {opinion}
      </footer>
    </article>
  );
}
