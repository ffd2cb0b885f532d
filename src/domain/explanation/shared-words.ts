import type { Experience } from '../experience/experience.ts';
import { fold } from '../text/fold.ts';
import { isSameWord, type TextAnalysis } from '../text/terms.ts';

const MIN_LETTERS = 3;
const MAX_WORDS = 4;

function readWords(lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.join(' ').split(' '));
}

/** Words that stand before a noun, folded; elided ones without their apostrophe. */
const DETERMINERS = readWords([
  'un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs',
  'quelques plusieurs chaque toute tous toutes certains certaines deux trois quatre cinq six dix',
]);
/** Words that also stand before a verb: «les loger», «de vendre». */
const BEFORE_NOUNS = readWords([
  'le la les l d de en par pour sans avec sur dans chez entre contre hors sous comme',
]);
/** Endings of infinitives, which some nouns share: «quartier». */
const INFINITIVE = /(?:er|ir|re)$/;
/** Beginnings of a clause or of another word of a list, and « à » like « a »: a verb may follow. */
const BEGINNINGS = readWords(['et ou puis ni a', '']);

/** Nouns, folded and singular, that name nothing by themselves, and adjectives and numbers that stand for nouns. */
const HOLLOW = readWords([
  'annee mois semaine jour journee heure matin soir an fois janvier fevrier mars avril mai juin juillet aout',
  'septembre octobre novembre decembre saison date duree temps moment periode avenir debut fin suite cour',
  'lieu coeur cadre point place part partie fait cas chose sorte type forme facon maniere moyen effet',
  'idee sujet question reponse solution exemple experience projet action demarche objectif but besoin',
  'interet avantage probleme difficulte possibilite manque reste ensemble nombre dizaine centaine moitie tiers',
  'vie monde gens personne membre responsable president presidente elu elue maire adjoint equipe main tete',
  'bout bord cote milieu sein niveau plan ligne titre nom mot vue avis choix droit regle ordre sens',
  'acces appui aide soutien accompagnement mise prise reprise role charge mission travail gestion offre demande',
  'creation developpement pied coin echelle direction politique dossier instance comite organisme mandat avance retour personnel cote',
  'rendez-vous long longue dernier derniere nouveau nouvel nouvelle futur vieux vieille gros grosse haut belle propre neuf utile',
  'petit petite grand grande premier premiere seul seule meme ailleurs demain beaucoup presque tard pro saint sainte',
  'six sept huit neuf dix onze douze quinze vingt trente quarante cinquante cent mille zero sud nord est ouest',
  'ancien ancienne espace mairie batiment immeuble salle fete activite bourg village quartier pole convention',
  'reseau structure acteur partenaire',
  'france commune ville territoire departement region metropole agglo intercommunalite collectivite secteur',
]);

/** Word, or words that hyphens join, in its place. */
interface PlacedWord {
  readonly word: string;
  /** Those of the wanted stems that it has. */
  readonly stems: readonly string[];
  /** Word that stands before; empty after a punctuation mark or at the beginning. */
  readonly before: string;
}

const LETTERS = String.raw`[\p{L}\p{M}\p{N}]+`;
const COMPOUND_BEFORE = new RegExp(`(?:${LETTERS}-)*$`, 'u');
const COMPOUND_AFTER = new RegExp(`^(?:-${LETTERS})*`, 'u');
const WORD_BEFORE = new RegExp(`(${LETTERS}(?:-${LETTERS})*)[ \\u00a0\\n'’]*$`, 'u');
/** Longest word that is looked for beside another. */
const REACH = 64;

/** Returns the words of a text that have one of the stems, in order. */
function placeWords(text: string, stems: ReadonlySet<string>, analyse: TextAnalysis): readonly PlacedWord[] {
  const placed = new Map<number, PlacedWord>();
  for (const { stem, start, end } of analyse(text)) {
    if (!stems.has(stem)) continue;
    const reach = (index: number) => text.slice(Math.max(0, index - REACH), index);
    const first = start - (COMPOUND_BEFORE.exec(reach(start))?.[0].length ?? 0);
    const last = end + (COMPOUND_AFTER.exec(text.slice(end, end + REACH))?.[0].length ?? 0);
    placed.set(first, {
      word: text.slice(first, last),
      stems: [...(placed.get(first)?.stems ?? []), stem],
      before: WORD_BEFORE.exec(reach(first))?.[1] ?? '',
    });
  }
  return [...placed.values()];
}

function singular(word: string): string {
  return fold(word).replace(/[sx](?=-|$)/g, '');
}

/** Says whether two words with this stem are forms of one word; those of a compound, of the same one. */
function areAlike(one: string, other: string, stem: string): boolean {
  const isCompound = one.includes('-') || other.includes('-');
  return isCompound ? singular(one) === singular(other) : isSameWord(one, other, stem);
}

/** Says whether the word is used as a noun: «la poste ferme» has no «ferme». */
function isNoun(asked: PlacedWord, forms: readonly PlacedWord[]): boolean {
  const before = fold(asked.before);
  if (DETERMINERS.has(before)) return true;
  const isAfter = BEFORE_NOUNS.has(before);
  if (isAfter && !INFINITIVE.test(fold(asked.word))) return true;
  if (!isAfter && !BEGINNINGS.has(before)) return false;
  return forms.some(
    (form) => DETERMINERS.has(fold(form.before)) && singular(form.word) === singular(asked.word),
  );
}

/** Says whether a word names nothing by itself: « dernier », « projet ». */
export function isHollow(word: string): boolean {
  return word.length < MIN_LETTERS || HOLLOW.has(fold(word)) || HOLLOW.has(singular(word));
}

/**
 * Returns the nouns of a request, as typed, that an experience is about: its title has them, or its texts
 * repeat them.
 * @param stems stems of the request to look for, the most telling first: the order of the result
 */
export function sharedWords(
  text: string,
  stems: readonly string[],
  { title, summary, levers }: Experience,
  analyse: TextAnalysis,
): readonly string[] {
  const wanted = new Set(stems);
  const place = (some: string) => placeWords(some, wanted, analyse);
  const asked = place(text).filter(({ word }) => !isHollow(word));
  const inTitle = place(title);
  const told = [...inTitle, ...place([summary, ...levers.map(({ what }) => what)].join('\n'))];
  const found = stems.flatMap((stem) => {
    const [typed, ...others] = asked.filter((word) => word.stems.includes(stem));
    if (typed === undefined) return [];
    const isSame = ({ word, stems: its }: PlacedWord) =>
      its.includes(stem) && areAlike(typed.word, word, stem);
    const forms = told.filter(isSame);
    const isAbout = inTitle.some(isSame) || forms.length > 1;
    return isAbout && [typed, ...others].some((word) => isNoun(word, forms)) ? [typed.word] : [];
  });
  return [...new Set(found)].slice(0, MAX_WORDS);
}
