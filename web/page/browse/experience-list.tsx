import type { Experience } from '../../api/answers.ts';
import { SummaryCard } from '../experience/summary-card.tsx';

export function ExperienceList({ experiences }: { readonly experiences: readonly Experience[] }) {
  return (
    <ul class="card-list">
      {experiences.map((experience) => (
        <li key={experience.id}>
          <SummaryCard experience={experience} />
        </li>
      ))}
    </ul>
  );
}
