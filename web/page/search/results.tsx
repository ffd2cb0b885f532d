import { useState } from 'preact/hooks';
import type { Recommendation } from '../../api/answers.ts';
import { count, typeset } from '../../french/typography.ts';
import { ExperienceCard } from './experience-card.tsx';
import { ALL, isKept } from './filter.ts';
import { Filters } from './filters.tsx';
import { LeverCard } from './lever-card.tsx';
import type { Question } from './question.ts';
import { ResultTools } from './result-tools.tsx';
import type { SearchData } from './search-data.ts';
import { ThemeSuggestions } from './theme-suggestions.tsx';

interface ResultsProps {
  readonly recommendation: Recommendation;
  readonly data: SearchData;
  readonly onAsk: (question: Question) => void;
}

function Heading({ recommendation }: { readonly recommendation: Recommendation }) {
  const { experiences, levers, profile } = recommendation;
  const found = `${count(experiences.length, 'expérience')} et ${count(levers.length, 'levier')}`;
  return (
    <h2 tabindex={-1} data-focus>
      {found}
      {profile.territory.name !== null && ` pour ${profile.territory.name}`}
    </h2>
  );
}

function BroadNotice({ recommendation, data, onAsk }: ResultsProps) {
  const { status, hint } = recommendation;
  if (status !== 'broad' || hint === null) return null;
  return (
    <div class="notice" role="status">
      <h3>Votre demande est large</h3>
      <p>{typeset(hint.text)}</p>
      <ThemeSuggestions themes={hint.themes} question={data.question} onAsk={onAsk} />
    </div>
  );
}

/** The levers and the experiences, by rank, with what helps to read, filter and keep them. */
export function Results({ recommendation, data, onAsk }: ResultsProps) {
  const [filter, setFilter] = useState(ALL);
  const { experiences, levers } = recommendation;
  const kept = experiences.filter(({ experience }) => isKept(experience, filter));
  const exclude = (id: string) => onAsk({ ...data.question, exclude: [...data.question.exclude, id] });
  return (
    <div class="results">
      <Heading recommendation={recommendation} />
      <BroadNotice recommendation={recommendation} data={data} onAsk={onAsk} />
      <ResultTools question={data.question} />
      <section aria-labelledby="levers-title" class="levers">
        <h3 id="levers-title">Leviers à actionner</h3>
        <p class="help">
          Ce que votre collectivité peut faire elle-même, d’après les expériences les plus proches.
        </p>
        <ol class="lever-list">
          {levers.map((result) => (
            <li key={result.lever.id}>
              <LeverCard result={result} />
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="experiences-title" class="experiences">
        <h3 id="experiences-title">Expériences</h3>
        <Filters results={experiences} filter={filter} keptCount={kept.length} onFilter={setFilter} />
        <ol class="experience-list">
          {kept.map((result) => (
            <li key={result.experience.id}>
              <ExperienceCard result={result} onExclude={() => exclude(result.experience.id)} />
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
