import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExperienceResult } from '../../../api/answers.ts';
import { count } from '../../../french/typography.ts';
import type { Question } from '../../../question/question.ts';
import { anchorOf } from '../../map/place.ts';
import { MAX_COMPARED } from '../data/compared.ts';
import { ExperienceCard } from './experience-card.tsx';

interface ExperienceListProps {
  readonly results: readonly ExperienceResult[];
  readonly question: Question;
  /** Needs of the request. */
  readonly needCount: number;
  readonly compared: readonly string[];
  readonly onCompare: (id: string) => void;
  readonly onExclude: (id: string) => void;
  readonly opinionOf: (result: ExperienceResult) => VNode;
}

/** Experiences shown before « Montrer les autres ». */
const SHOWN_AT_FIRST = 5;

/** Shows all of them when a link leads to one that was not shown yet. */
function useOpenedByLink(rest: readonly ExperienceResult[]) {
  const [isOpen, setOpen] = useState(false);
  const waiting = useRef(rest);
  waiting.current = rest;

  function openAt(anchor: string): void {
    setOpen(true);
    // After the render that shows it.
    requestAnimationFrame(() => {
      const element = document.getElementById(anchor);
      element?.scrollIntoView();
      element?.focus();
    });
  }

  useEffect(() => {
    const follow = () => {
      const aimed = waiting.current.find(({ rank }) => location.hash === `#${anchorOf(rank)}`);
      if (aimed !== undefined) openAt(anchorOf(aimed.rank));
    };
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  return [isOpen, openAt] as const;
}

/** Experiences in full, by rank; those after the first five are folded. */
export function ExperienceList({
  results,
  question,
  needCount,
  compared,
  onCompare,
  onExclude,
  opinionOf,
}: ExperienceListProps) {
  const rest = results.slice(SHOWN_AT_FIRST);
  const [next] = rest;
  const [isOpen, openAt] = useOpenedByLink(rest);
  return (
    <>
      {results.length === 0 && <p>Aucune des expériences ne répond à ces filtres.</p>}
      <ol class="experience-list">
        {results.map((result, index) => {
          const { id } = result.experience;
          return (
            <li key={id} id={anchorOf(result.rank)} tabindex={-1} hidden={!isOpen && index >= SHOWN_AT_FIRST}>
              <ExperienceCard
                result={result}
                question={question}
                needCount={needCount}
                isCompared={compared.includes(id)}
                canCompare={compared.length < MAX_COMPARED}
                onCompare={() => onCompare(id)}
                onExclude={() => onExclude(id)}
                opinion={opinionOf(result)}
              />
            </li>
          );
        })}
      </ol>
      {next !== undefined && !isOpen && (
        <button type="button" class="show-more needs-script" onClick={() => openAt(anchorOf(next.rank))}>
          {`Montrer ${count(rest.length, 'autre expérience', 'autres expériences')}`}
        </button>
      )}
    </>
  );
}
