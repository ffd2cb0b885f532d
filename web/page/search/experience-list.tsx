import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ExperienceResult } from '../../api/answers.ts';
import { count } from '../../french/typography.ts';
import { MAX_COMPARED } from './compared.ts';
import { ExperienceCard } from './experience-card.tsx';

interface ExperienceListProps {
  readonly results: readonly ExperienceResult[];
  readonly compared: readonly string[];
  readonly onCompare: (id: string) => void;
  readonly onExclude: (id: string) => void;
  readonly opinionOf: (result: ExperienceResult) => VNode;
}

/** As many as one reads at once. */
const SHOWN_AT_FIRST = 5;

/** A link may lead to an experience that is not shown yet. */
function isAimedAt(results: readonly ExperienceResult[]): boolean {
  return results.some(({ experience }) => location.hash === `#experience-${experience.id}`);
}

/** The experiences in full, the best first; the others wait until they are asked for. */
export function ExperienceList({ results, compared, onCompare, onExclude, opinionOf }: ExperienceListProps) {
  const [isOpen, setOpen] = useState(false);
  const rest = results.slice(SHOWN_AT_FIRST);

  useEffect(() => {
    const follow = () => {
      if (!isAimedAt(rest)) return;
      setOpen(true);
      // Once it is there.
      requestAnimationFrame(() => document.querySelector(location.hash)?.scrollIntoView());
    };
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [results]);

  return (
    <>
      {results.length === 0 && <p>Aucune des expériences ne répond à ces filtres.</p>}
      <ol class="experience-list">
        {results.map((result, index) => {
          const { id } = result.experience;
          return (
            <li key={id} id={`experience-${id}`} tabindex={-1} hidden={!isOpen && index >= SHOWN_AT_FIRST}>
              <ExperienceCard
                result={result}
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
      {rest.length > 0 && !isOpen && (
        <button
          type="button"
          class="show-more needs-script"
          onClick={() => {
            setOpen(true);
            const [first] = rest;
            requestAnimationFrame(() =>
              document.getElementById(`experience-${first?.experience.id}`)?.focus(),
            );
          }}
        >
          {`Montrer ${count(rest.length, 'autre expérience', 'autres expériences')}`}
        </button>
      )}
    </>
  );
}
