import {
  type Experience,
  type ExperienceTerritory,
  NOTHING_KNOWN,
} from '../../src/domain/experience/experience.ts';
import { buildLexicalQuery } from '../../src/domain/matching/lexical.ts';
import type { Question } from '../../src/domain/matching/question.ts';
import { type Candidate, traitsOf } from '../../src/domain/matching/retrieval.ts';
import { type Profile, UNKNOWN } from '../../src/domain/profile/profile.ts';

export function experience(overrides: Partial<Experience> = {}): Experience {
  return {
    ...NOTHING_KNOWN,
    id: 'epicerie-de-test',
    title: 'Une épicerie coopérative',
    summary: 'La commune prête un local. Les habitants tiennent une épicerie coopérative.',
    territories: [],
    source: { title: 'Source', url: 'https://example.org/', publisher: 'Éditeur', date: null },
    access: 'public',
    ...overrides,
  };
}

export function experienceTerritory(overrides: Partial<ExperienceTerritory> = {}): ExperienceTerritory {
  return {
    name: 'Commune de test',
    kind: 'commune',
    code: null,
    populationCount: null,
    department: null,
    region: null,
    ...overrides,
  };
}

export function candidate(
  overrides: Partial<Experience> = {},
  match: Partial<Pick<Candidate, 'cosine' | 'lexical' | 'precedents'>> = {},
): Candidate {
  return { experience: traitsOf(experience(overrides)), cosine: 0.4, lexical: 0, precedents: 0, ...match };
}

export function profile(overrides: Partial<Profile> = {}): Profile {
  return {
    territory: { code: null, name: null },
    kind: UNKNOWN,
    statute: null,
    epciForm: null,
    populationCount: UNKNOWN,
    setting: UNKNOWN,
    department: UNKNOWN,
    region: UNKNOWN,
    priorities: 'une épicerie coopérative',
    themes: [],
    levers: [],
    ...overrides,
  };
}

const EMPTY_STATISTICS = { documentCount: 0, documentFrequencies: new Map<string, number>() };

export function question(overrides: Partial<Question> = {}): Question {
  return {
    profile: profile(),
    lexical: buildLexicalQuery([], EMPTY_STATISTICS),
    scale: { background: 0.2, strong: 0.8 },
    leanings: { vague: 0, subject: 0, wording: 0 },
    familiarity: 0,
    unanswered: 0,
    cueCount: 0,
    ...overrides,
  };
}
