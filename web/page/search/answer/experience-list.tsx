import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ExperienceResult } from '../../../api/answers.ts';
import { anchorOf } from '../../map/place.ts';

interface ExperienceListProps {
  readonly results: readonly ExperienceResult[];
  readonly cardOf: (result: ExperienceResult) => VNode;
}

/** Cards of experiences, by rank; each one is the target of its marker. */
export function ExperienceList({ results, cardOf }: ExperienceListProps) {
  return (
    <ol class="experience-list">
      {results.map((result) => (
        <li key={result.experience.id} id={anchorOf(result.rank)} value={result.rank} tabindex={-1}>
          {cardOf(result)}
        </li>
      ))}
    </ol>
  );
}

/** Unfolds the experience that a link leads to, and gives it the focus. */
export function useUnfoldedTarget(): void {
  useEffect(() => {
    const follow = () => {
      const target = document.getElementById(location.hash.slice(1));
      const fold = target?.closest('details');
      if (target === null || fold === null || fold === undefined || fold.open) return;
      fold.open = true;
      target.scrollIntoView();
      target.focus();
    };
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
}
