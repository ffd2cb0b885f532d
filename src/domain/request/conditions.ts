/**
 * Conditions of a request: facts about who asks («pour un village de 800 habitants») and about the experiences that it
 * wants («en outre-mer», «des exemples depuis 2020»). Only those that the ranking uses are read; the expressions read a
 * folded text. A year or a number of something else is no condition: «maire depuis 2020», «un quartier de 600
 * habitants»; nor is the area of the asker: «nous sommes en Bretagne».
 */
import { formatNumber } from '../french/formats.ts';
import { capitalise } from '../french/labels.ts';
import type { Area, Wanted } from '../matching/set-back.ts';
import { foldWords } from '../territory/fold-name.ts';
import type { Setting, TerritoryKind } from '../territory/territory.ts';
import { foldedView } from '../text/fold.ts';
import type { Range, Word } from '../text/words.ts';

/** Facts that complete a profile, and conditions on the experiences. */
export interface Facts extends Wanted {
  readonly kind?: TerritoryKind;
  readonly populationCount?: number;
  readonly setting?: Setting;
  /** No fiche tells it: its words are not searched, and weigh nothing. */
  readonly isIdle?: true;
}

export interface Condition {
  readonly words: Word;
  /** French, for people: « Depuis 2020 ». */
  readonly label: string;
  readonly facts: Facts;
}

interface Rule {
  readonly says: RegExp;
  /** @param value what the group `value` of the expression found, and its group `wanted` */
  readonly read: (value: string, wanted: string | undefined) => Omit<Condition, 'words'>;
}

/** @param words expression of whole words; a space stands for any blanks */
function rule(label: string, facts: Facts, words: string): Rule {
  const says = new RegExp(String.raw`\b(?:${words.replaceAll(' ', String.raw`\s+`)})(?!\w)`, 'g');
  return { says, read: () => ({ label, facts }) };
}

const FOR = '(?:pour|dans|sommes|est) (?:une?|des|notre|nos|mon) (?:tout(?:e|es)? )?(?:petite?s? )?';
const AREA = 'milieu|zone|territoire';
const EPCI = "communaute (?:de communes|d'agglomeration)|agglomeration|agglo|intercommunalite|interco";
const SCALE = "a l'echelle";
const VILLAGE: Facts = { kind: 'commune', setting: 'rural' };
const PLACE =
  '(?:communes?|villes?|villages?|bourgs?|agglos?|agglomerations?|territoires?|collectivites?|intercommunalites?|comcom|mairies?|departements?|regions?|metropoles?|cantons?|vallees?|endroits?|services?)';
const OURS = `(?:nous|chez nous|l[ae]s? (?:notres?|miens?|miennes?)|notre ${PLACE})(?! [a-z]+(?:er|ir|re|ons)\\b| n')`;
const OF_OUR_SIZE = '(?:de|d.une) (?:notre|(?:la )?meme) taille|qui nous ressemblent';
const LIKE_US = `(?:comparables?|semblables?|similaires?)(?: (?:a ${OURS}|aux? notres?))?|comme ${OURS}`;
const AGENT =
  '(?:agent|technicien(?:ne)?|secretaire|chargee? de mission)(?: (?:polyvalente?|technique|a mi-temps|dediee?|a la mairie|pour tout)){0,2}';
const FEW = `(?:avec )?(?:une? seule? ${AGENT}|une petite equipe|peu d'agents)|petite equipe|sans (?:service|equipe|agent|poste|personnel) (?:dediee?|specialisee?)`;
const TIME =
  'janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|noel|printemps|automne|hiver|rentree|elections|municipales|annee|mandat';
const DEADLINE = `(?:avant|d'ici)(?: (?:a|la|le|les|cet|cette|fin|debut|de|du|prochaine?s?)){0,4} (?:(?:[dl]')?(?:${TIME})|(?:[dl]'|cet )ete)|d'ici(?: (?:a|fin|debut)){0,2}(?: 20\\d\\d| \\w+ (?:mois|ans?))`;
const BUDGET = String.raw`(?:avec )?(?:une? |notre |mon )?(?:petite? |mini |maigre )?(?:budget|enveloppe)(?: (?:maximum|maximale?|max|totale?|annuel(?:le)?|globale?|serree?|limitee?))? (?:de |a )?(?:moins |plus |environ |quelque |pres )?(?:de |d')?\d[\d.,\s]{0,12}k?\s*(?:euros?|€)`;
const IDLE: Facts = { isIdle: true };
const REUNION = String.raw`la reunion(?=\s*(?:[,.;:!?]|$|ou\b|et\b))`;
const OVERSEAS = String.raw`(?:en |dans les )?outre(?:-|\s)?mers?|droms?|(?:en|de) (?:guadeloupe|martinique|guyane|mayotte)`;

const RULES: readonly Rule[] = [
  rule('Village', VILLAGE, `${FOR}(?:village|hameau|bourg)`),
  rule('Petite commune', VILLAGE, 'petite commune|commune rurale'),
  rule('Métropole', { kind: 'epci', setting: 'urban' }, `(?:${FOR}|quelles )metropoles?`),
  rule(
    'Intercommunalité',
    { kind: 'epci' },
    `${FOR}(?:${EPCI})|${SCALE} (?:intercommunale|de l'intercommunalite)`,
  ),
  rule(
    'Département',
    { kind: 'departement' },
    `${FOR}departement|${SCALE} (?:departementale|d[ue] (?:notre )?departement)`,
  ),
  rule('Région', { kind: 'region' }, `${FOR}region|${SCALE} (?:regionale|de (?:la|notre) region)`),
  rule('Rural', { setting: 'rural' }, `en (?:${AREA}|secteur) (?:tres )?rurale?|en ruralite|a la campagne`),
  rule('Urbain', { setting: 'urban' }, `en (?:${AREA}) (?:tres )?urbaine?`),
  rule('Périurbain', { setting: 'periurban' }, `en (?:(?:${AREA}) )?peri-?urbaine?|en banlieue`),
  rule('Outre-mer', { place: 'overseas' }, `${OVERSEAS}|a (?:${REUNION}|mayotte)`),
  // Some fiches tell it in their words, which are searched.
  rule('Montagne (par les mots seulement)', {}, '(?:en|de) (?:(?:haute|moyenne) )?montagne|en altitude'),
  rule('Petite équipe (les fiches ne le disent pas)', IDLE, FEW),
  rule('Budget constant (sans effet sur le classement)', IDLE, 'a (?:budget|moyens?|effectifs?) constants?'),
  rule(
    'Sans créer de poste (sans effet sur le classement)',
    IDLE,
    'sans (?:creer|ouvrir) (?:de|un(?: seul)?) postes?',
  ),
  rule('Budget (sans effet sur le classement)', IDLE, BUDGET),
  rule('Délai (sans effet sur le classement)', IDLE, DEADLINE),
  rule(
    'Comparable à votre territoire',
    { isIdle: true, isAlike: true },
    `(?<=\\b${PLACE} (?:rurales? )?)(?:${LIKE_US})|${OF_OUR_SIZE}`,
  ),
  rule(
    'Quartier prioritaire',
    { place: 'priority-district' },
    'quartiers? prioritaires?(?: de la (?:politique de la )?ville)?|qpv',
  ),
  {
    // «Des communes de moins de 2 000 habitants» are the experiences wanted; one commune is who asks.
    says: /(?<=(?<wanted>\b(?:communes|villes|villages|bourgs|mairies|collectivites|territoires|intercommunalites)\s(?:\w+\s)?(?:de\s|d'))?)(?<!\bquartiers?\s(?:\w+\s)?(?:de\s|d')(?:(?:plus|moins)\sde\s)?)(?<![\d.,]\s?)\b(?<value>(?:(?:moins|plus) (?:de |d')|au (?:moins|plus) |jusqu'a )?(?:\d{1,3}(?:[\s.]\d{3})+|\d{2,8}))\s*(?:hab\b\.?|habitant(?:e?s)?\b|ames\b)(?!\s*(?:au|par|\/)\s*km)/g,
    read: (value, wanted) => {
      const populationCount = Number(value.replace(/\D/g, ''));
      const bound = value.startsWith("jusqu'a") ? 'Jusqu’à ' : capitalise(/^[a-z' ]*/.exec(value)?.[0] ?? '');
      const label = `${bound}${formatNumber(populationCount)}\u00a0habitants`;
      if (wanted === undefined) return { label, facts: { populationCount } };
      // A bound tells the order of magnitude too: the ranking compares orders of magnitude.
      const under = value.startsWith('moins') ? { under: populationCount } : {};
      const over = value.startsWith('plus') ? { over: populationCount } : {};
      return { label, facts: { populationCount, ...under, ...over } };
    },
  },
  {
    says: /\b(?:exemples?|experiences?|projets?|cas|retours|realisations?|initiatives?|(?:lance|cree|mene|ouvert|demarre)e?s?)\s+(?:\w+\s+)?(?:depuis|apres|a\s+partir\s+de)\s+(?:l'an\s+)?(?<value>20\d\d)\b|^(?!.*[.?!;].)(?:\S+\s+){1,7}(?:depuis|apres)\s+(?<year>20\d\d)\W*$/g,
    read: (value) => ({ label: `Depuis ${value}`, facts: { since: Number(value) } }),
  },
];

/** Finds the région, else the département, of this name; null without any. */
export type AreaNamed = (name: string) => Area | null;

const LEVELS: Readonly<Partial<Record<TerritoryKind, Area['level']>>> = {
  departement: 'department',
  region: 'region',
};

/** Creates the finding of areas by their official names, without regard to accents and hyphens. */
export function createAreaNamed(
  territories: readonly { readonly kind: TerritoryKind; readonly code: string; readonly name: string }[],
): AreaNamed {
  const areas = territories.flatMap(({ kind, code, name }): Area[] => {
    const level = LEVELS[kind];
    return level === undefined ? [] : [{ level, code, name }];
  });
  const byLevel = areas.toSorted((a, b) => a.level.localeCompare(b.level));
  const byName = new Map(byLevel.map((area) => [foldWords(area.name), area]));
  return (name) => byName.get(foldWords(name)) ?? null;
}

const ONLY = '(?:uniquement|seulement|exclusivement|rien\\s+que)';
const ONLY_BEFORE = new RegExp(`(?<!\\bpas\\s+)\\b${ONLY}\\s+(?:\\w+[^\\w.;:!?\\n]+){0,6}$`);
const ONLY_AFTER = new RegExp(`^[\\s,]*${ONLY}\\b`);
const SAYS_ONLY = new RegExp(`\\b${ONLY}\\b`);

/**
 * Returns the range of a condition with the words that say it to be the only one that suits, «seulement en Corse»; null
 * when nothing does.
 */
function onlyRange(folded: string, { start, end }: Range): Range | null {
  const before = ONLY_BEFORE.exec(folded.slice(0, start));
  const after = ONLY_AFTER.exec(folded.slice(end))?.[0];
  return before === null && after === undefined
    ? null
    : { start: before?.index ?? start, end: end + (after?.length ?? 0) };
}

/** Words that a name may have: «Provence-Alpes-Côte d’Azur». */
const LONGEST_NAME = 6;
const IN_PLACE = new RegExp(
  String.raw`\b(?:(?:en|dans|de|du|des)\s+|d'\s*)(?:(?:le|la|les)\s+|l')?(?=(?<name>[a-z]{3,}(?:[\s'-]+[a-z]+){0,${LONGEST_NAME - 1}}))`,
  'g',
);
/** Most characters between an area and the words that want it. */
const REACH = 90;
const WANTED =
  /\b(?:exemples?|experiences|projets|cas|retours|realisations|initiatives|(?<!\bcommunaute\s+de\s+)communes|villes|villages|bourgs|mairies|collectivites|territoires|intercommunalites|departements|metropoles|ailleurs)\b[^.;:!?\n]{0,60}$/;
/** Place of who asks, or one that is not asked for: «hors de Bretagne», «pas forcément en Corse». */
const OTHER =
  /\b(?:hors|sauf|pas(?:\s+\w+)?|(?:departement|region|commune|ville|conseil\s+\w+|sommes|notre|nos|nous|habitants)\s+(?:\S+)?)\s*$/;
const OR_ELSEWHERE = /^\s+(?:ou|et|comme)\s+ailleurs\b/;
/** A request of few words that says nothing of who asks: «tiers-lieux dans le Finistère». */
const TITLE = /^(?!.*\b(?:nous|on|je|notre|nos)\b)\s*\S+(?:\s+\S+){0,7}\s*$/;

/** Returns the longest beginning of some words that names an area. */
function longestNamed(
  words: string,
  areaNamed: AreaNamed,
): { readonly area: Area; readonly length: number } | null {
  const ends = Array.from(words.matchAll(/[a-z](?![a-z])/g), ({ index }) => index + 1);
  for (const length of ends.toReversed()) {
    const area = areaNamed(words.slice(0, length));
    if (area !== null) return { area, length };
  }
  return null;
}

/** Returns the areas that a folded text wants experiences of, in order, with the place of the words that say so. */
function findAreas(folded: string, areaNamed: AreaNamed): readonly (Range & { readonly area: Area })[] {
  const isAnyPlace = TITLE.test(folded);
  const saysOnly = SAYS_ONLY.test(folded);
  return Array.from(folded.matchAll(IN_PLACE)).flatMap(({ 0: said, index, groups }) => {
    const before = folded.slice(Math.max(0, index - REACH), index);
    const isWanted = isAnyPlace || WANTED.test(before);
    if (OTHER.test(before) || !(isWanted || saysOnly)) return [];
    const name = groups?.name ?? '';
    const found = longestNamed(name, areaNamed);
    if (found === null) return [];
    const end = index + said.length + found.length;
    if (OR_ELSEWHERE.test(folded.slice(end))) return [];
    const place = { start: index, end };
    return isWanted || onlyRange(folded, place) !== null ? [{ ...place, area: found.area }] : [];
  });
}

/**
 * Returns the conditions in the order of the text, one for each label.
 * @param areaNamed finds the région or the département that some words name
 */
export function findConditions(text: string, areaNamed: AreaNamed = () => null): readonly Condition[] {
  const { folded, asTyped } = foldedView(text);
  const placed = RULES.flatMap(({ says, read }) =>
    Array.from(folded.matchAll(says), ({ 0: words, index, groups }) => ({
      start: index,
      end: index + words.length,
      ...read(groups?.value ?? groups?.year ?? '', groups?.wanted),
    })),
  );
  const areas = findAreas(folded, areaNamed).map(({ start, end, area }) => ({
    start,
    end,
    label: area.name,
    facts: { areas: [area] },
  }));
  const found = [...placed, ...areas]
    .map(({ label, facts, ...range }): Condition => {
      const only = onlyRange(folded, range);
      return {
        words: asTyped(only ?? range),
        label,
        facts: only === null ? facts : { ...facts, isOnly: true },
      };
    })
    .sort((a, b) => a.words.start - b.words.start);
  return found.filter((one, position) => found.findIndex(({ label }) => label === one.label) === position);
}

/** Joins the facts of conditions; the first wins, but any of the areas suits. */
export function factsOf(conditions: readonly Condition[]): Facts {
  const areas = conditions.flatMap(({ facts }) => facts.areas ?? []);
  const joined: Facts = Object.assign({}, ...conditions.toReversed().map(({ facts }) => facts));
  return areas.length === 0 ? joined : { ...joined, areas };
}
