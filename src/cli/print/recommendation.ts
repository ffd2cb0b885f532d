import { labelOf } from '../../application/recommend/phrase-reasons.ts';
import type { Recommendation } from '../../application/recommend/recommendation.ts';
import {
  countResults,
  describeCostRange,
  describeCut,
  describeGaps,
  describeNeed,
  describeReview,
  TOO_FEW_FIGURES,
} from '../../domain/french/describe-answer.ts';
import { countNoun, formatNumber, nameSetAside, shorten } from '../../domain/french/formats.ts';
import { KIND_LABELS, SETTING_LABELS, STATUS_LABELS } from '../../domain/french/labels.ts';
import type { Taxonomy } from '../taxonomy.ts';
import { printExperience } from './experience.ts';
import { bold, dim, hang, labelled, wrap } from './layout.ts';
import { printLever } from './lever.ts';

type Profile = Recommendation['profile'];

const LABEL_WIDTH = 9;
const COST_TITLE_LENGTH = 60;

function describeSetting({ origin, value }: Profile['setting']): string {
  if (value === null) return '';
  return `contexte ${origin === 'derived' ? 'déduit : ' : ''}${SETTING_LABELS[value]}`;
}

/** « CC du Réolais (intercommunalité, Gironde), 24 011 habitants, contexte déduit : rural » */
function describeAsker({ territory, kind, department, populationCount, setting }: Profile): string {
  const identity = [kind.value === null ? null : KIND_LABELS[kind.value], department.value?.name];
  const known = identity.filter((part) => part !== null && part !== undefined && part !== territory.name);
  const parts = [
    territory.name === null
      ? known.join(', ')
      : `${territory.name}${known.length > 0 ? ` (${known.join(', ')})` : ''}`,
    populationCount.value === null ? '' : countNoun(populationCount.value, 'habitant', 'habitants'),
    describeSetting(setting),
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'un territoire qui n’est pas précisé' : parts.join(', ');
}

function describeDemand({ priorities, themes, levers }: Profile, taxonomy: Taxonomy): readonly string[] {
  const list = (ids: readonly string[], among: Parameters<typeof labelOf>[1]) =>
    ids.map((id) => labelOf(id, among)).join(', ');
  return [
    ...(priorities === '' ? [] : [`« ${priorities} »`]),
    ...(themes.length === 0 ? [] : [`Thèmes : ${list(themes, taxonomy.themes)}`]),
    ...(levers.length === 0 ? [] : [`Leviers : ${list(levers, taxonomy.levers)}`]),
  ];
}

function printProfile(profile: Profile, taxonomy: Taxonomy): readonly string[] {
  return [
    ...labelled(dim('Pour'), [describeAsker(profile)], LABEL_WIDTH),
    ...labelled(dim('Demande'), describeDemand(profile, taxonomy), LABEL_WIDTH),
  ];
}

function printNeeds(needs: Recommendation['needs']): readonly string[] {
  if (needs.length < 2) return [];
  return needs.flatMap((need, position) =>
    labelled(dim(`Besoin ${position + 1}`), [describeNeed(need)], LABEL_WIDTH),
  );
}

function printNoMatch(taxonomy: Taxonomy): readonly string[] {
  return [
    bold(`${STATUS_LABELS.no_match}.`),
    '',
    ...wrap(
      'Essaimage connaît ce que des collectivités ont fait avec l’économie sociale et solidaire. Décrivez un besoin de votre territoire, par exemple « ouvrir une épicerie solidaire dans le bourg », ou choisissez un thème par --theme :',
    ),
    ...hang('  ', taxonomy.themes.map(({ id }) => id).join(', ')),
  ];
}

/** Tells the gaps of an answer, and how to ask better. */
function adviceOn({ status, narrowingThemes, ...answer }: Recommendation): string {
  const choices = narrowingThemes.map(({ id, label }) => `--theme ${id} (${label})`);
  if (status === 'broad') {
    return `${STATUS_LABELS.broad}.${choices.length === 0 ? '' : ` Pour préciser : ${choices.join(', ')}.`}`;
  }
  return [
    ...describeGaps(answer),
    'Dites en d’autres mots ce que vous voulez faire, ou choisissez --theme ou --levier.',
  ].join(' ');
}

/** Each order of magnitude, with the experiences that make it. */
function printCosts({ costs }: Recommendation): readonly string[] {
  const ranges = costs.flatMap((range) => [
    '',
    ...wrap(describeCostRange(range)),
    ...range.experiences.flatMap(({ title, amounts }) =>
      hang('  • ', `${shorten(title, COST_TITLE_LENGTH)} : ${amounts.map(formatNumber).join(' et ')}\u00a0€`),
    ),
  ]);
  return ['', bold('ORDRES DE GRANDEUR'), ...(costs.length === 0 ? ['', ...wrap(TOO_FEW_FIGURES)] : ranges)];
}

function printLevers({ levers, setAside }: Recommendation): readonly string[] {
  const title = bold(countNoun(levers.length, 'levier à actionner', 'leviers à actionner').toUpperCase());
  const isUnsigned = levers.some(({ lever: { law } }) => law !== null && law.reviewedBy === null);
  const refused = setAside.map(({ lever: { label }, words }) => ({ label, words }));
  return [
    ...(levers.length === 0 ? [] : ['', title]),
    ...levers.flatMap((result) => ['', ...printLever(result)]),
    ...(isUnsigned ? ['', ...wrap(describeReview(null))] : []),
    ...(refused.length === 0 ? [] : ['', ...wrap(nameSetAside(refused))]),
  ];
}

export function printRecommendation(answer: Recommendation, taxonomy: Taxonomy): readonly string[] {
  const { profile, status, isCut, needs, experiences, total } = answer;
  const head = [
    ...printProfile(profile, taxonomy),
    ...printNeeds(needs),
    ...(isCut ? wrap(describeCut(profile.priorities)) : []),
    '',
  ];
  if (status === 'no_match') return [...head, ...printNoMatch(taxonomy)];
  const shown = countResults({ experiences, levers: [] });
  return [
    ...head,
    ...(status === 'ok' ? [] : [...wrap(adviceOn(answer)), '']),
    bold(`${shown} (${total} comparées)`.toUpperCase()),
    ...experiences.flatMap((result) => [
      '',
      ...printExperience(result, { taxonomy, needCount: needs.length }),
    ]),
    ...(status === 'broad' ? [] : printCosts(answer)),
    ...printLevers(answer),
  ];
}
