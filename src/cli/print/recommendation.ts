import type { Essaimage } from '../../application/essaimage.ts';
import {
  labelOf,
  phraseExperienceReason,
  phraseLeverReason,
} from '../../application/recommend/phrase-reasons.ts';
import type {
  ExperienceResult,
  LeverResult,
  Recommendation,
} from '../../application/recommend/recommendation.ts';
import {
  countResults,
  describeCostRange,
  describeCut,
  describeGaps,
  describeNeed,
  describePermission,
  describeReview,
  markResult,
  TOO_FEW_FIGURES,
} from '../../domain/french/describe-answer.ts';
import {
  countNoun,
  formatAddress,
  formatDate,
  formatNumber,
  nameSetAside,
  shorten,
} from '../../domain/french/formats.ts';
import { KIND_LABELS, SETTING_LABELS, STATUS_LABELS } from '../../domain/french/labels.ts';
import { bold, dim, hang, labelled, setFrenchSpaces, wrap } from './layout.ts';

type Profile = Recommendation['profile'];
type Taxonomy = Essaimage['taxonomy'];

const PROFILE_WIDTH = 9;
/** Under the rank of a result. */
const MARGIN = ' '.repeat(4);
const LABEL_WIDTH = MARGIN.length + 10;
/** Enough to recognise an experience listed above. */
const TITLE_LENGTH = 60;

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

/** A label, then paragraphs on its right. */
function row(label: string, paragraphs: readonly string[], bullet = '• '): readonly string[] {
  return labelled(`${MARGIN}${dim(label)}`, paragraphs, LABEL_WIDTH, bullet);
}

/** « score 83/100 » */
const formatScore = ({ score }: { readonly score: number }) => `score\u00a0${Math.round(score * 100)}/100`;

function quote({ passage, highlights }: NonNullable<ExperienceResult['evidence']>): string {
  const text = setFrenchSpaces(passage);
  const parts: string[] = [];
  let position = 0;
  for (const [start, end] of highlights) {
    parts.push(text.slice(position, start), bold(text.slice(start, end)));
    position = end;
  }
  return `« ${parts.join('')}${text.slice(position)} »`;
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
  const { experience, reasons, evidence, breakdown, rank } = result;
  const levers = experience.levers.map(({ lever }) => labelOf(lever, taxonomy.levers));
  const marks = markResult({ ...result, needs: result.needs.map((position) => position + 1) }, needCount);
  const { title, publisher, date, url } = experience.source;
  const cited = [title, publisher, date && formatDate(date)].filter(isText).join(', ');
  const where = [...marks, describeWhereAndWhen(experience), formatScore(breakdown)].join(' · ');
  return [
    '',
    ...printTitle(rank, experience.title),
    ...hang(MARGIN, where),
    ...row(
      'Pourquoi',
      reasons.map((reason) => phraseExperienceReason(reason, taxonomy)),
    ),
    ...(evidence === null ? [] : row('Extrait', [quote(evidence)], '')),
    ...(levers.length === 0 ? [] : row('Leviers', [levers.join(', ')], '')),
    ...row('Source', url === null ? [cited] : [cited, formatAddress(url)], ''),
  ];
}

/** Each order of magnitude, with the experiences that make it. */
function printCosts({ costs }: Recommendation): readonly string[] {
  const ranges = costs.flatMap((range) => [
    '',
    ...wrap(describeCostRange(range)),
    ...range.experiences.flatMap(({ title, amounts }) =>
      hang('  • ', `${shorten(title, TITLE_LENGTH)} : ${amounts.map(formatNumber).join(' et ')}\u00a0€`),
    ),
  ]);
  return ['', bold('ORDRES DE GRANDEUR'), ...(costs.length === 0 ? ['', ...wrap(TOO_FEW_FIGURES)] : ranges)];
}

function describeWhoMay(permission: NonNullable<LeverResult['permission']>): string {
  return `${describePermission(permission)}${permission.may === 'yes' ? '' : ` (${permission.ref})`}`;
}

function printLever(result: LeverResult): readonly string[] {
  const { rank, lever, permission, reasons, breakdown, supporting, costs } = result;
  const cited = lever.law?.texts.map(({ ref }) => ref).join(' ; ');
  return [
    '',
    ...printTitle(rank, `${lever.label} · ${formatScore(breakdown)}`),
    ...(permission === null ? [] : hang(MARGIN, describeWhoMay(permission))),
    ...hang(MARGIN, lever.definition),
    ...row('Pourquoi', reasons.map(phraseLeverReason)),
    ...(isText(cited) ? row('Textes', [cited], '') : []),
    ...row('Combien', costs.length === 0 ? [TOO_FEW_FIGURES] : costs.map(describeCostRange)),
    ...row(
      'Exemples',
      supporting.map(({ title, what }) => `${shorten(title, TITLE_LENGTH)} — ${what}`),
    ),
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
    ...(status === 'broad' ? [] : printCosts(answer)),
    ...printLevers(answer),
  ];
}
