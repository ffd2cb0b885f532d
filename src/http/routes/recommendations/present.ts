import type { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import { phraseExperienceReason, phraseLeverReason } from '../../../application/recommend/phrase-reasons.ts';
import { describeCut, describeGaps } from '../../../domain/french/describe-answer.ts';
import { CRITERION_LABELS, STATUS_LABELS } from '../../../domain/french/labels.ts';
import { firstWatchOut } from '../../../domain/lever/lever-law.ts';
import type { Breakdown, ExperienceCriterion, LeverCriterion } from '../../../domain/matching/weights.ts';
import { presentCosts } from '../experiences/costs.ts';
import { labelled, presentExperience, roundScore, type Taxonomy } from '../experiences/present.ts';
import { presentLever, presentPermission } from '../levers/present.ts';
import type { recommendationSchema } from './schemas.ts';

type Recommendation = Awaited<ReturnType<Essaimage['recommend']>>;
type Answer = z.infer<typeof recommendationSchema>;

/** Sums the score again from the rounded contributions, so that a reader can check it to the last digit. */
function presentBreakdown<C extends ExperienceCriterion | LeverCriterion>({ contributions }: Breakdown<C>) {
  const breakdown = contributions.map(({ criterion, value, weight, contribution }) => ({
    criterion,
    label: CRITERION_LABELS[criterion],
    value: roundScore(value),
    weight: roundScore(weight),
    contribution: roundScore(contribution),
  }));
  const sum = breakdown.reduce((total, { contribution }) => total + contribution, 0);
  return { score: Math.min(1, roundScore(sum)), breakdown };
}

function presentProfile(profile: Recommendation['profile'], taxonomy: Taxonomy): Answer['profile'] {
  const { populationCount, themes, levers, epciForm, ...rest } = profile;
  return {
    ...rest,
    population: populationCount,
    themes: themes.map((id) => labelled(id, taxonomy.themes)),
    levers: levers.map((id) => labelled(id, taxonomy.levers)),
  };
}

/** Advice on how to say a need; it follows a sentence. */
const SAY_MORE =
  'Dites vos priorités avec d’autres mots, pour qui et avec qui, ou choisissez un thème ou un levier.';

function hintText({ status, needs }: Recommendation): string | null {
  switch (status) {
    case 'ok':
      return null;
    case 'partial':
      return `${describeGaps(needs)} ${SAY_MORE}`;
    case 'broad':
      return `${STATUS_LABELS.broad} : précisez vos priorités, pour qui et avec qui, ou choisissez un thème.`;
    case 'no_match':
      return `${STATUS_LABELS.no_match}. Décrivez une action de votre collectivité avec l’économie sociale et solidaire, ou choisissez un thème ou un levier.`;
  }
}

function presentHint(recommendation: Recommendation): Answer['hint'] {
  const { suggestedThemes: themes, suggestedQuestions: questions } = recommendation;
  const text = hintText(recommendation);
  return text === null ? null : { text, themes, questions };
}

function presentExperiences({ experiences }: Recommendation, taxonomy: Taxonomy): Answer['experiences'] {
  return experiences.map(({ relevance, needs, experience, breakdown, reasons, evidence, ...shown }) => ({
    ...shown,
    ...presentBreakdown(breakdown),
    relevance: roundScore(relevance),
    needs: needs.map((position) => position + 1),
    experience: presentExperience(experience, taxonomy),
    reasons: reasons.map((reason) => ({
      code: reason.code,
      text: phraseExperienceReason(reason, taxonomy),
    })),
    evidence: evidence && {
      ...evidence,
      highlights: evidence.highlights.map(([start, end]) => [start, end]),
    },
  }));
}

function presentLevers({ levers }: Recommendation): Answer['levers'] {
  return levers.map(({ lever, permission, breakdown, reasons, costs, ...shown }) => ({
    ...shown,
    ...presentBreakdown(breakdown),
    lever: presentLever(lever),
    whoMay: permission && presentPermission(permission),
    reasons: reasons.map((reason) => ({ code: reason.code, text: phraseLeverReason(reason) })),
    costs: presentCosts(costs),
    firstStep: lever.law?.firstSteps[0] ?? null,
    watchOut: firstWatchOut(lever.law, permission),
  }));
}

export function presentRecommendation(recommendation: Recommendation, taxonomy: Taxonomy): Answer {
  const { profile, isCut, setAside, own, suggestedThemes, suggestedQuestions, ...answer } = recommendation;
  return {
    ...answer,
    hint: presentHint(recommendation),
    notes: isCut ? [describeCut(answer.understood.text)] : [],
    profile: presentProfile(profile, taxonomy),
    needs: answer.needs.map(({ text, level }, position) => ({ number: position + 1, text, level })),
    ownExperiences: own,
    experiences: presentExperiences(recommendation, taxonomy),
    costs: presentCosts(answer.costs),
    levers: presentLevers(recommendation),
    setAsideLevers: setAside.map(({ lever, words }) => ({ ...lever, words })),
  };
}
