import { labelOf } from '../../application/recommend/phrase-reasons.ts';
import type { Recommendation } from '../../application/recommend/recommendation.ts';
import { KIND_LABELS, SETTING_LABELS, STATUS_LABELS } from '../../domain/french/labels.ts';
import { nameSetAside } from '../../domain/french/sentences.ts';
import type { Taxonomy } from '../taxonomy.ts';
import { printExperience } from './experience.ts';
import { count } from './french-formats.ts';
import { hang, labelled, wrap } from './layout.ts';
import { printLever } from './lever.ts';
import { bold, dim } from './style.ts';

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
    ...labelled(dim('Pour'), [describeAsker(profile)], 9),
    ...labelled(dim('Demande'), describeDemand(profile, taxonomy), 9),
  ];
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

function printBroad(themes: Recommendation['narrowingThemes']): readonly string[] {
  const choices = themes.map(({ id, label }) => `--theme ${id} (${label})`);
  const advice = choices.length === 0 ? '' : ` Pour préciser : ${choices.join(', ')}.`;
  return [...wrap(`${STATUS_LABELS.broad} : voici des expériences variées.${advice}`), ''];
}

export function printRecommendation(answer: Recommendation, taxonomy: Taxonomy): readonly string[] {
  const { profile, status, experiences, levers, setAside, total } = answer;
  const refused = setAside.map(({ lever: { label }, words }) => ({ label, words }));
  const head = [...printProfile(profile, taxonomy), ''];
  if (status === 'no_match') return [...head, ...printNoMatch(taxonomy)];
  const shown = count(experiences.length, 'expérience proche', 'expériences proches');
  return [
    ...head,
    ...(status === 'broad' ? printBroad(answer.narrowingThemes) : []),
    bold(`${shown} (${total} comparées)`.toUpperCase()),
    ...experiences.flatMap((result) => ['', ...printExperience(result, taxonomy)]),
    '',
    bold(count(levers.length, 'levier à actionner', 'leviers à actionner').toUpperCase()),
    ...levers.flatMap((result) => ['', ...printLever(result)]),
    ...(refused.length === 0 ? [] : ['', ...wrap(nameSetAside(refused))]),
  ];
}
