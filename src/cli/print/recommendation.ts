import { labelOf } from '../../application/recommend/phrase-reasons.ts';
import type { Recommendation } from '../../application/recommend/recommendation.ts';
import { countResults, describeGaps, describeNeedLevel } from '../../domain/french/describe-answer.ts';
import { KIND_LABELS, SETTING_LABELS, STATUS_LABELS } from '../../domain/french/labels.ts';
import { nameSetAside } from '../../domain/french/sentences.ts';
import type { Taxonomy } from '../taxonomy.ts';
import { printExperience } from './experience.ts';
import { count } from './french-formats.ts';
import { hang, labelled, wrap } from './layout.ts';
import { printLever } from './lever.ts';
import type { Look } from './style.ts';

type Profile = Recommendation['profile'];

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
    populationCount.value === null ? '' : count(populationCount.value, 'habitant', 'habitants'),
    describeSetting(setting),
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'un territoire qui n’est pas précisé' : parts.join(', ');
}

function describeDemand({ priorities, themes, levers }: Profile, taxonomy: Taxonomy): readonly string[] {
  return [
    ...(priorities === '' ? [] : [`« ${priorities} »`]),
    ...(themes.length === 0
      ? []
      : [`Thèmes : ${themes.map((id) => labelOf(id, taxonomy.themes)).join(', ')}`]),
    ...(levers.length === 0
      ? []
      : [`Leviers : ${levers.map((id) => labelOf(id, taxonomy.levers)).join(', ')}`]),
  ];
}

function printProfile(profile: Profile, taxonomy: Taxonomy, { width, style }: Look): readonly string[] {
  const options = { width, labelWidth: 9, bullets: false };
  return [
    ...labelled(style.dim('Pour'), [describeAsker(profile)], options),
    ...labelled(style.dim('Demande'), describeDemand(profile, taxonomy), options),
  ];
}

function printNeeds(needs: Recommendation['needs'], { width, style }: Look): readonly string[] {
  if (needs.length < 2) return [];
  return needs.flatMap(({ text, level }, position) =>
    labelled(style.dim(`Besoin ${position + 1}`), [`« ${text} » : ${describeNeedLevel(level)}`], {
      width,
      labelWidth: 9,
      bullets: false,
    }),
  );
}

function printNoMatch(taxonomy: Taxonomy, { width, style }: Look): readonly string[] {
  return [
    style.bold(`${STATUS_LABELS.no_match}.`),
    '',
    ...wrap(
      'Essaimage connaît ce que des collectivités ont fait avec l’économie sociale et solidaire. Décrivez un besoin de votre territoire, par exemple « ouvrir une épicerie solidaire dans le bourg », ou choisissez un thème par --theme :',
      width,
    ),
    ...hang('  ', taxonomy.themes.map(({ id }) => id).join(', '), width),
  ];
}

/** Says what is missing from an answer, and how to ask better. */
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

function printLevers({ levers, setAside }: Recommendation, { width, style }: Look): readonly string[] {
  const refused = setAside.map(({ lever: { label }, words }) => ({ label, words }));
  return [
    ...(levers.length === 0
      ? []
      : ['', style.bold(count(levers.length, 'levier à actionner', 'leviers à actionner').toUpperCase())]),
    ...levers.flatMap((result) => ['', ...printLever(result, { width, style })]),
    ...(refused.length === 0 ? [] : ['', ...wrap(nameSetAside(refused), width)]),
  ];
}

export function printRecommendation(
  answer: Recommendation,
  taxonomy: Taxonomy,
  look: Look,
): readonly string[] {
  const { profile, status, needs, experiences, total } = answer;
  const head = [...printProfile(profile, taxonomy, look), ...printNeeds(needs, look), ''];
  if (status === 'no_match') return [...head, ...printNoMatch(taxonomy, look)];
  const shown = countResults({ experiences, levers: [] });
  return [
    ...head,
    ...(status === 'ok' ? [] : [...wrap(adviceOn(answer), look.width), '']),
    look.style.bold(`${shown} (${total} comparées)`.toUpperCase()),
    ...experiences.flatMap((result) => [
      '',
      ...printExperience(result, { taxonomy, needCount: needs.length, look }),
    ]),
    ...printLevers(answer, look),
  ];
}
