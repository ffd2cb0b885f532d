import { isVast } from '../../../domain/territory/territory.ts';
import { fold } from '../../../domain/text/fold.ts';
import { isInvitation } from '../text/classify-line.ts';
import type { LocatedPlace } from '../where/place.ts';
import type { Sentence } from './read-lines.ts';

/** Words before a noun that is not a subject. */
const PREPOSITIONS =
  'de d du des a au aux avec par pour dans en sur chez entre vers sous sans contre selon parmi dont depuis pres hors outre et ou comme notamment';
const PREPOSITION_BEFORE = new RegExp(
  `(?:^|[\\s('’])(?:${PREPOSITIONS.replaceAll(' ', '|')})['’]?\\s*(?:l['’]|la|le|les)?\\s*$`,
);
/** Words after a name that is not the subject of a verb. */
const NOT_A_VERB = new Set(
  'et ou de du des d a au aux en dans sur pour par avec chez entre le la les l un une que dont comme mais ainsi afin puis se notamment depuis ni car'.split(
    ' ',
  ),
);
const AUXILIARIES = new Set(
  'a ont est sont avait avaient etait etaient aura auront sera seront a vient peut doit veut souhaite reunit rassemble compte finance soutient lance met anime organise a accompagne propose developpe porte pilote cree etudie reflechit participe consacre verse alloue reserve heberge prete loue mene realise forme elabore adopte signe garantit mobilise repond vote s n'.split(
    ' ',
  ),
);
/** Verbs of what a collectivité does; « compte » and « est » describe it. */
const DOES =
  /^(?:finance|soutient|lance|met|organise|accompagne|propose|developpe|porte|pilote|cree|experimente|consacre|verse|alloue|attribue|accorde|reserve|heberge|prete|loue|achete|rachete|cede|ouvre|forme|adopte|vote|signe|garantit|mobilise|anime|confie|recrute|investit|vient d|s'(?:engage|associe|allie|appuie)|(?:a|ont) (?:aussi |egalement |donc |ainsi |deja |ensuite |enfin )?(?!(?:une|perdu|connu|gagne|subi|compte|toute|moitie|pres|huit)\b)[a-z]{2,}(?:e|i|is|it|ert|u)\b)/;
/** Code or name of a département, then a colon: « Belleville (35) : un local… ». */
const CODE_THEN_COLON =
  /^\s*(?:\([^)\d]{0,20}(?:\d{2,5}|2[ab]|[a-z' -]{3,30})\)|,\s*(?:\d{2,3}|2[ab]))\s*:\s/;
const COLON = /^\s*:\s/;
/** Words that bring a place as an example: « l'idée nous vient de … ». */
const COMES_FROM =
  /\b(?:exemple|idee|initiative|experience|inspiration|modele|piste|reponse|demonstration|innovation)s?\b[^.;:]{0,40}\bvien(?:t|nent) (?:de |du |des |d')(?:la |le |les |l')?$/;
/** Participle before the place of an action: « une recherche-action menée à Stains ». */
const DONE_AT =
  /(?:mene|realis|conduit|lanc|cre|ouvert|experiment|developp|install|deploy|port|organis|mis en place|mise en place|implant|initi)(?:e|es|ee|ees|ts?|tes?)?\s*(?:e|es)?\s*(?:(?:en|depuis) (?:[a-z]+ )?\d{4}\s*)?$/;
const EXPERIENCE_OF =
  /(?:experience|exemple|demarche|initiative|projet|politique|cas)s? (?:de |du |des |d')(?:la |le |les |l')?$/;
const TERRITORY_OF = /^.{0,40}\bsur le territoire (?:de |du |des |d')(?:la |le |les |l')?$/;

/** Official of a collectivité, as a subject: « l'adjointe aux affaires sociales de … ». */
const OFFICIAL_OF =
  /(?:^|[,;:.] ?|\bque |\bet )(?:le |la |les |l'|des |plusieurs |une? )?(?:maires?|elue?s?|adjointe?s?|conseil (?:municipal|communautaire)|presidente?s?|vice-presidente?s?|services?|agents|ccas)(?: [a-z'-]+){0,6}? (?:de |du |des |d')(?:la |le |les |l')?$/;

/** Person presented with their collectivité, anywhere in a sentence. */
const PRESENTED_OF =
  /, (?:elue?|maire|adjointe?|conseill(?:er|ere)|presidente?|vice-presidente?|chargee?|direct(?:eur|rice)|responsable)\b[^,.;]{0,60} (?:de |du |des |d'|a )(?:la |le |les |l')?$/;

type Told = Pick<Sentence, 'text' | 'start' | 'places'>;

interface Around {
  readonly before: string;
  readonly after: string;
}

function around(sentence: Told, { mention }: LocatedPlace): Around {
  return {
    before: fold(sentence.text.slice(0, Math.max(0, mention.start - sentence.start))),
    after: fold(sentence.text.slice(mention.end - sentence.start)),
  };
}

/** Skips an aside after a name: « (93) », « , en Île-de-France, ». */
function skipAddition(after: string): string {
  return after
    .replace(/^\s*\([^)]*\)/, '')
    .replace(/^\s*,[^,.;:]{1,90},\s*/, ' ')
    .replace(/^\s+/, '');
}

function isVerbAfter(after: string, isFirst: boolean): boolean {
  const word = /^[a-z]+/.exec(skipAddition(after))?.[0];
  if (word === undefined) return false;
  return isFirst ? AUXILIARIES.has(word) : word === 'qui' || !NOT_A_VERB.has(word) || AUXILIARIES.has(word);
}

/** Tells whether only a comma or « et » separates two names. */
export function areListed({ text, start }: Told, before: LocatedPlace, after: LocatedPlace): boolean {
  const between = fold(text.slice(before.mention.end - start, Math.max(0, after.mention.start - start)));
  return /^\s*(?:,|et)\s*(?:la |le |les |l')?$/.test(between);
}

/** Returns the first name of the list that ends with this one: « entre Albi et Castres ». */
function firstListed(sentence: Told, located: LocatedPlace): LocatedPlace {
  const own = sentence.places.findIndex(({ mention }) => mention === located.mention);
  let first = located;
  for (const previous of sentence.places.slice(0, Math.max(0, own)).reverse()) {
    // « Entre Albi et Castres, la communauté de communes … »: an announced name is not part of the list.
    const startsAnew = first.mention.announced !== null && previous.mention.announced === null;
    if (startsAnew || !areListed(sentence, previous, first)) break;
    first = previous;
  }
  return first;
}

/** Returns the text after a name and the names listed with it: « Lille, Roubaix et Tourcoing ». */
function afterCoordinated(sentence: Told, located: LocatedPlace): string {
  let last = located;
  for (const next of sentence.places) {
    if (next.mention.start < last.mention.end) continue;
    if (!areListed(sentence, last, next)) break;
    last = next;
  }
  return around(sentence, last).after;
}

/** Tells whether the territory acts: « En 2019, Nantes Métropole a lancé », « La ville de Lille finance ». */
export function isActing(sentence: Told, located: LocatedPlace): boolean {
  const { before } = around(sentence, firstListed(sentence, located));
  const isSpokenFor = OFFICIAL_OF.test(before);
  const follows = /\bet (?:la |le |les |l')?$/.test(before);
  if (PREPOSITION_BEFORE.test(before) && !follows && !isSpokenFor) return false;
  // An initial capital proves nothing: « Contes et récits ».
  const isUnsure =
    before.trim() === '' && located.mention.manner === 'bare' && !/\s/.test(located.mention.name);
  return isVerbAfter(afterCoordinated(sentence, located), isUnsure);
}

/**
 * Recognises a name that introduces an act: « Belleville (35) : un local est prêté », « l'idée vient de
 * Belleville », « Retrouvez la ville de Belleville, qui a prêté un local ».
 */
export function isIntroduced(sentence: Told, located: LocatedPlace): boolean {
  const { before, after } = around(sentence, located);
  if (COMES_FROM.test(before)) return true;
  if (isInvitation(sentence.text) && DOES.test(after.replace(/^,? ?qui /, ''))) return true;
  if (!/^[^a-z0-9]*(?:(?:a|au|aux|la|le|les|l')[ ']?){0,2}$/.test(before)) return false;
  return CODE_THEN_COLON.test(after) || (located.mention.announced !== null && COLON.test(after));
}

/** Tells whether the sentence introduces the territory without making it act. */
export function isSituated(sentence: Told, located: LocatedPlace): boolean {
  const { before } = around(sentence, located);
  if (isIntroduced(sentence, located)) return true;
  if (TERRITORY_OF.test(before)) return true;
  if (EXPERIENCE_OF.test(before) && /experience/.test(before.slice(-24))) return true;
  if (located.mention.manner !== 'at') return false;
  return /^(?:en \d{4},? |depuis \d{4},? |ainsi,? |de meme,? |par exemple,? )?(?:a|au|aux) (?:l'|la |le )?$/.test(
    before,
  );
}

/** Recognises « une recherche-action a été menée à Stains », which opens a case when none is open. */
export function isDoneThere(sentence: Told, located: LocatedPlace): boolean {
  const { before } = around(sentence, located);
  const there = /\s(?:a|au|aux|sur le territoire (?:de|du|des|d'))\s*(?:l'|la |le |les )?$/.exec(before);
  return there !== null && DONE_AT.test(before.slice(0, there.index));
}

/** Recognises a partner: « en lien avec la ville de … », « avec le soutien du département de … ». */
export function isPartner(sentence: Told, located: LocatedPlace): boolean {
  const { before } = around(sentence, located);
  return /(?:en lien|en partenariat|en cooperation|en collaboration|avec le soutien|avec l'appui|avec l'aide)(?: financier| technique)? (?:avec |de |du |des |d')?(?:la |le |les |l')?$/.test(
    before,
  );
}

/** Recognises « résume Prénom Nom, élue de Redon Agglomération », which opens a case when none is open. */
export function isSpokenFor(sentence: Told, located: LocatedPlace): boolean {
  return PRESENTED_OF.test(around(sentence, located).before);
}

/** Recognises a département or a région that acts under its bare name: « La Gironde lance ». */
function isVastActing(sentence: Told, located: LocatedPlace): boolean {
  return isActing(sentence, located) && DOES.test(skipAddition(afterCoordinated(sentence, located)));
}

/** Finds the territories with which the sentence opens or continues a case. */
export function findOpenings(sentence: Told): readonly LocatedPlace[] {
  return sentence.places.filter((located) => {
    const isVague = located.mention.announced === null && isVast(located.place);
    if (isVague) return isIntroduced(sentence, located) || isVastActing(sentence, located);
    return isActing(sentence, located) || isSituated(sentence, located);
  });
}
