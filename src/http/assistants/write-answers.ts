import type { z } from 'zod';
import {
  countResults,
  describeLife,
  describeNeed,
  describeReading,
  groupByLevel,
} from '../../domain/french/describe-answer.ts';
import {
  countNoun,
  formatAddress,
  formatDate,
  formatNumber,
  nameSetAside,
  splitFigure,
} from '../../domain/french/formats.ts';
import { KIND_LABELS, nameKind, SETTING_LABELS } from '../../domain/french/labels.ts';
import type { Problem } from '../problems/problem-schema.ts';
import type { ficheSchema } from '../routes/experiences/edit-schemas.ts';
import type { experienceSchema, searchPageSchema } from '../routes/experiences/schemas.ts';
import type { leverPageSchema } from '../routes/levers/schemas.ts';
import type { recommendationSchema } from '../routes/recommendations/schemas.ts';
import type { territoryListSchema } from '../routes/territories/schemas.ts';

/* Short texts of answers, which say all that an assistant may repeat. */

type Experience = z.infer<typeof experienceSchema>;
type Recommendation = z.infer<typeof recommendationSchema>;
type Result = Recommendation['experiences'][number];

/** Experiences of a lever that its text lists. */
const MAX_LISTED = 10;

/** Writes lines, without those left empty. */
function lines(...parts: readonly (string | readonly string[])[]): string {
  return parts
    .flat()
    .filter((part) => part !== '')
    .join('\n');
}

function list<T>(title: string, items: readonly T[], write: (item: T) => string = String): readonly string[] {
  return items.length === 0 ? [] : [title, ...items.map((item) => `- ${write(item)}`)];
}

export function namePlaces(territories: Experience['territories']): string {
  const names = territories.map(({ name, kind, department }) =>
    department === null || department.name === name
      ? `${name} (${KIND_LABELS[kind]})`
      : `${name} (${KIND_LABELS[kind]}, ${department.name})`,
  );
  return names.join(', ');
}

/** @param isListed among others, without the title of the source */
function cite({ title, publisher, date, url }: Experience['source'], isListed: boolean): string {
  const cited = [
    isListed && url !== null ? '' : title,
    publisher,
    date === null ? 'sans date' : formatDate(date),
  ];
  const address = url === null ? 'sans adresse' : formatAddress(url);
  return `Source : ${[...cited, address].filter((part) => part !== '').join(', ')}`;
}

function introduce(experience: Experience, isListed = true): readonly string[] {
  const { id, title, territories, setting } = experience;
  const where = [namePlaces(territories), setting === null ? '' : SETTING_LABELS[setting]];
  return [
    `${title} [${id}]`,
    [...where, describeLife(experience)].filter((part) => part !== '').join(' · '),
    cite(experience.source, isListed),
  ];
}

const TOLD: ReadonlySet<string> = new Set(['close-meaning', 'near-meaning', 'age']);
const MAX_REASONS = 2;

/** Reasons that differ between experiences: level and age are written already. */
export function tellingReasons(reasons: Result['reasons']): string {
  const telling = reasons.filter(({ code }) => !TOLD.has(code));
  const chosen = telling.length === 0 ? reasons.slice(0, 1) : telling.slice(0, MAX_REASONS);
  return chosen.map(({ text }) => text).join(' ; ');
}

function writeResult({ rank, experience, reasons }: Result) {
  const [title = '', ...rest] = introduce(experience);
  return [`${rank}. ${title}`, ...rest, `Pourquoi : ${tellingReasons(reasons)}`];
}

/** « Pour : Redon, commune, Ille-et-Vilaine, périurbain. »; empty when nothing is known of who asks. */
function nameAsker({ territory, kind, statute, department, setting }: Recommendation['profile']): string {
  const known = [
    territory.name,
    kind.value && nameKind(kind.value, statute),
    department.value?.name === territory.name ? null : department.value?.name,
    setting.value && SETTING_LABELS[setting.value],
  ].filter(Boolean);
  return known.length === 0 ? '' : `Pour : ${known.join(', ')}.`;
}

export function writeRecommendation(answer: Recommendation): string {
  const {
    profile,
    understood,
    ownExperiences,
    experiences,
    levers,
    needs,
    hint,
    notes,
    total,
    setAsideLevers,
  } = answer;
  return lines(
    nameAsker(profile),
    `${countResults({ experiences, levers })} (${countNoun(total, 'expérience comparée', 'expériences comparées')}).`,
    describeReading(understood),
    hint === null ? '' : hint.text,
    hint === null ? [] : hint.themes.map(({ id, label }) => `- ${label} [${id}]`),
    hint === null ? [] : hint.questions.map((question) => `- ${question}`),
    notes,
    needs.length < 2 ? [] : list('Besoins lus :', needs.map(describeNeed)),
    list('Chez vous :', ownExperiences, ({ id, title }) => `${title} [${id}]`),
    groupByLevel(experiences).flatMap(({ name, group }) => [`${name} :`, ...group.flatMap(writeResult)]),
    list('Leviers :', levers, ({ lever, whoMay }) =>
      [`${lever.label} [${lever.id}]`, whoMay?.text ?? ''].filter((part) => part !== '').join('. '),
    ),
    setAsideLevers.length === 0 ? '' : `${nameSetAside(setAsideLevers)}.`,
  );
}

export function writePage({ experiences, total, next }: z.infer<typeof searchPageSchema>): string {
  return lines(
    total === 0
      ? 'Aucune expérience de la collection ne correspond.'
      : `${countNoun(total, 'expérience correspond', 'expériences correspondent')} ; en voici ${formatNumber(experiences.length)}.`,
    experiences.flatMap((experience) => introduce(experience)),
    next === null ? '' : `Suite : cursor « ${next} ».`,
  );
}

export function writeExperience(fiche: z.infer<typeof ficheSchema>): string {
  const figures = fiche.figures.map((figure) => {
    const { measure, label } = splitFigure(figure);
    return `${label} : ${measure}`;
  });
  return lines(
    introduce(fiche, false),
    fiche.summary,
    list('Leviers :', fiche.levers, ({ id, label, what }) => `${label} [${id}] : ${what}`),
    list('Chiffres :', figures),
    list('Difficultés :', fiche.difficulties),
    list('Acteurs :', fiche.actors),
  );
}

export function writeLever(lever: z.infer<typeof leverPageSchema>): string {
  const { experiences, experienceCount } = lever;
  return lines(
    `${lever.label} [${lever.id}]`,
    lever.definition,
    list('Qui peut l’utiliser :', lever.whoMay, ({ text, ref }) =>
      ref === null ? text : `${text} (${ref})`,
    ),
    lever.review,
    list(
      'Textes :',
      lever.texts.map(
        ({ ref, about, address, checkedOn }) =>
          `${ref} : ${about} Lu le ${formatDate(checkedOn)}${address === null ? '' : `, ${address.url}`}`,
      ),
    ),
    list(
      'Seuils :',
      lever.thresholds.map(
        ({ label, value, unit, ref }) => `${label} : ${formatNumber(value)} ${unit} (${ref})`,
      ),
    ),
    list('Points de vigilance :', lever.watchOut),
    list('Premiers pas :', lever.firstSteps),
    list('Ordres de grandeur :', lever.costs, ({ text }) => text),
    experienceCount === 0
      ? 'Aucune expérience de la collection ne l’utilise.'
      : list(
          `${countNoun(experienceCount, 'expérience l’utilise', 'expériences l’utilisent')}, dont :`,
          experiences
            .slice(0, MAX_LISTED)
            .map(
              ({ id, title, year, what }) =>
                `${title} [${id}], ${year === null ? 'sans date' : year} : ${what}`,
            ),
        ),
  );
}

export function writeTerritories({ territories }: z.infer<typeof territoryListSchema>): string {
  return territories.length === 0
    ? 'Aucun territoire du découpage administratif ne ressemble à cette recherche.'
    : lines(territories.map(({ code, kind, label }) => `- ${label} : code ${code}, kind ${kind}`));
}

/** Counts of a search, with the date of the last change and the limits of the collection. */
interface Collection extends Pick<z.infer<typeof searchPageSchema>, 'total' | 'facets'> {
  readonly updatedAt: string | null;
  readonly limits: readonly string[];
}

export function writeCollection({ total, facets, updatedAt, limits }: Collection): string {
  const [latest] = facets.years;
  const oldest = facets.years.at(-1);
  const count = ({ value, label, count }: (typeof facets.themes)[number]) => `${label} [${value}] : ${count}`;
  return lines(
    `${countNoun(total, 'expérience publique', 'expériences publiques')}.`,
    latest === undefined || oldest === undefined
      ? ''
      : `Récits de ${oldest.label} à ${latest.label}, dont ${latest.count} de ${latest.label}.`,
    updatedAt === null ? '' : `Dernier changement de la collection : ${formatDate(updatedAt)}.`,
    list('Thèmes :', facets.themes.map(count)),
    list('Leviers :', facets.levers.map(count)),
    list('Ce qu’elle ne peut pas savoir :', limits),
  );
}

const TOOL_OF: Readonly<Record<string, string>> = {
  experiences: 'search_experiences',
  territories: 'find_territory',
  themes: 'describe_collection',
  levers: 'describe_collection',
};

/** Names the tools of an assistant in place of addresses of the API, which it cannot open. */
export function nameTools(text: string): string {
  return text.replaceAll(
    /(à l’adresse |voir |dans )?\/v1\/(experiences|territories|themes|levers)\b(?:\?q=)?/gi,
    (_address, before = '', list) =>
      `${before.toLowerCase().startsWith('voir') ? before : 'avec '}l’outil ${TOOL_OF[list.toLowerCase()]}`,
  );
}

/** Writes a refusal of the API: its code, the values to correct and the possible ones. */
export function writeProblem(problem: Problem, retryAfterSeconds: number | null): string {
  const { title, code, detail, errors = [], valid = [], nearest = [], candidates = [] } = problem;
  return lines(
    nameTools(`${title} (${code}). ${detail}`),
    errors.map((error) => nameTools(`- ${error.pointer} : ${error.detail}`)),
    valid.length === 0 ? '' : `Identifiants possibles : ${valid.join(', ')}.`,
    [...nearest, ...candidates].map(
      ({ code: place, kind, name }) => `- ${name} : code ${place}, kind ${kind}`,
    ),
    retryAfterSeconds === null
      ? ''
      : `Réessayez dans ${countNoun(retryAfterSeconds, 'seconde', 'secondes')}.`,
  );
}
