import type { Essaimage } from '../../application/essaimage.ts';
import { phraseExperienceReason, phraseLeverReason } from '../../application/recommend/phrase-reasons.ts';
import type {
  ExperienceResult,
  LeverResult,
  Recommendation,
} from '../../application/recommend/recommendation.ts';
import {
  countResults,
  describeCut,
  describeGaps,
  describeNeed,
  describePermission,
  describeReview,
  markResult,
} from '../../domain/french/describe-answer.ts';
import { countNoun, formatAddress, formatDate, nameSetAside } from '../../domain/french/formats.ts';
import { KIND_LABELS, SETTING_LABELS, STATUS_LABELS } from '../../domain/french/labels.ts';
import { bold, dim, hang, labelled, wrap } from './layout.ts';

type Profile = Recommendation['profile'];
type Taxonomy = Essaimage['taxonomy'];

const PROFILE_WIDTH = 9;
/** Under the rank of a result. */
const MARGIN = ' '.repeat(4);
const LABEL_WIDTH = MARGIN.length + 10;

const isText = (part: string | null | undefined): part is string => Boolean(part);

/** « CC du Réolais (intercommunalité, Gironde), 24 011 habitants, contexte déduit : rural » */
function describeAsker({ territory, kind, department, populationCount, setting }: Profile): string {
  const identity = [kind.value === null ? null : KIND_LABELS[kind.value], department.value?.name];
  const known = identity.filter((part) => isText(part) && part !== territory.name).join(', ');
  const derived = setting.origin === 'derived' ? 'déduit : ' : '';
  const parts = [
    territory.name === null ? known : `${territory.name}${known === '' ? '' : ` (${known})`}`,
    populationCount.value === null ? '' : countNoun(populationCount.value, 'habitant', 'habitants'),
    setting.value === null ? '' : `contexte ${derived}${SETTING_LABELS[setting.value]}`,
  ];
  return parts.filter(isText).join(', ') || 'un territoire qui n’est pas précisé';
}

function printHead({ profile, needs, isCut }: Recommendation): readonly string[] {
  const row = (label: string, text: string) => labelled(dim(label), [text], PROFILE_WIDTH);
  return [
    ...row('Pour', describeAsker(profile)),
    ...row('Demande', `« ${profile.priorities} »`),
    ...(needs.length < 2 ? [] : needs.flatMap((need, at) => row(`Besoin ${at + 1}`, describeNeed(need)))),
    ...(isCut ? wrap(describeCut(profile.priorities)) : []),
    '',
  ];
}

function printNoMatch({ themes }: Taxonomy): readonly string[] {
  const named = themes.map(({ label }) => label).join(', ');
  return [
    bold(`${STATUS_LABELS.no_match}.`),
    '',
    ...wrap(
      `Essaimage connaît ce que des collectivités ont fait avec l’économie sociale et solidaire. Décrivez un besoin de votre territoire, par exemple « ouvrir une épicerie solidaire dans le bourg », sur l’un de ces thèmes : ${named}.`,
    ),
  ];
}

/** Tells the gaps of an answer, and how to ask better. */
function adviceOn({ status, narrowingThemes, ...answer }: Recommendation): string {
  if (status !== 'broad')
    return [...describeGaps(answer), 'Dites en d’autres mots ce que vous voulez faire.'].join(' ');
  const themes = narrowingThemes.map(({ label }) => label).join(', ');
  return `${STATUS_LABELS.broad}.${themes === '' ? '' : ` Pour préciser, dites lequel de ces thèmes vous intéresse : ${themes}.`}`;
}

/** « 3  Title » in bold, wrapped. */
function printTitle(rank: number, title: string): readonly string[] {
  return hang(`${String(rank).padStart(2)}  `, title).map(bold);
}

/** « score 83/100 » */
const formatScore = ({ score }: { readonly score: number }) => `score\u00a0${Math.round(score * 100)}/100`;

function printReasons(reasons: readonly string[]): readonly string[] {
  return labelled(`${MARGIN}${dim('Pourquoi')}`, reasons, LABEL_WIDTH, '• ');
}

/** « Pays de Langres (pays ou pôle territorial) · rural · 2021 » */
function describeWhereAndWhen({ territories, setting, year }: ExperienceResult['experience']): string {
  const places = territories.map(
    ({ name, kind, department }) =>
      `${name} (${[KIND_LABELS[kind], department?.name].filter((part) => isText(part) && part !== name).join(', ')})`,
  );
  const parts = [places.join(', '), setting && SETTING_LABELS[setting], year?.toString()];
  return parts.filter(isText).join(' · ');
}

function printExperience(result: ExperienceResult, needCount: number, taxonomy: Taxonomy): readonly string[] {
  const { experience, reasons, breakdown, rank } = result;
  const marks = markResult({ ...result, needs: result.needs.map((position) => position + 1) }, needCount);
  const { title, publisher, date, url } = experience.source;
  const cited = [title, publisher, date && formatDate(date), url && formatAddress(url)].filter(isText);
  return [
    '',
    ...printTitle(rank, experience.title),
    ...hang(MARGIN, [...marks, describeWhereAndWhen(experience), formatScore(breakdown)].join(' · ')),
    ...printReasons(reasons.map((reason) => phraseExperienceReason(reason, taxonomy))),
    ...labelled(`${MARGIN}${dim('Source')}`, [cited.join(', ')], LABEL_WIDTH),
  ];
}

function printLever(result: LeverResult): readonly string[] {
  const { rank, lever, permission, reasons, breakdown } = result;
  const condition = permission === null || permission.may === 'yes' ? '' : ` (${permission.ref})`;
  return [
    '',
    ...printTitle(rank, `${lever.label} · ${formatScore(breakdown)}`),
    ...(permission === null ? [] : hang(MARGIN, `${describePermission(permission)}${condition}`)),
    ...printReasons(reasons.map(phraseLeverReason)),
  ];
}

function printLevers({ levers, setAside }: Recommendation): readonly string[] {
  const title = bold(countNoun(levers.length, 'levier à actionner', 'leviers à actionner').toUpperCase());
  const isUnsigned = levers.some(({ lever: { law } }) => law !== null && law.reviewedBy === null);
  const refused = setAside.map(({ lever: { label }, words }) => ({ label, words }));
  return [
    ...(levers.length === 0 ? [] : ['', title]),
    ...levers.flatMap(printLever),
    ...(isUnsigned ? ['', ...wrap(describeReview(null))] : []),
    ...(refused.length === 0 ? [] : ['', ...wrap(nameSetAside(refused))]),
  ];
}

export function printRecommendation(answer: Recommendation, taxonomy: Taxonomy): readonly string[] {
  const { status, needs, experiences, total } = answer;
  if (status === 'no_match') return [...printHead(answer), ...printNoMatch(taxonomy)];
  const shown = countResults({ experiences, levers: [] });
  return [
    ...printHead(answer),
    ...(status === 'ok' ? [] : [...wrap(adviceOn(answer)), '']),
    bold(`${shown} (${total} comparées)`.toUpperCase()),
    ...experiences.flatMap((result) => printExperience(result, needs.length, taxonomy)),
    ...printLevers(answer),
  ];
}
