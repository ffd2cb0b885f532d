import { fold } from '../../../domain/text/fold.ts';
import { isActing, isDoneThere, isPartner, isSituated, isSpokenFor } from '../case/find-openings.ts';
import type { Naming } from './candidate.ts';
import { isShortLine } from './follow-candidates.ts';
import { flag, matchEach, type Signs } from './signs.ts';

/** Signs before a name, on folded text. */
const BEFORE: Readonly<Record<string, RegExp>> = {
  byAgent:
    /\bpar (?:la |le |les |l')?(?:(?:ville|commune|mairie|departement|region|metropole|communaute de communes|agglomeration|conseil \w+) (?:de |du |des |d')(?:la |le |les |l')?)?$/,
  affiliation:
    /\b(?:maires?|elue?s?|adjointe?s?|presidente?s?|vice-presidente?s?|conseill(?:er|ere)s?|deputee?|chargee? de mission|direct(?:eur|rice)|responsable|technicienne?|dgs)\b[^.;]{0,70}$/,
  seat: /\b(?:basee?s?|installee?s?|situee?s?|implantee?s?|siege|nee?s?|fondee?s?|creee?s?|domiciliee?s?|locaux) (?:a|au|aux|en|dans)\b[^.;,]{0,20}$/,
  ofStructure:
    /\b(?:association|cooperative|scic|scop|regie|entreprise|recyclerie|ressourcerie|epicerie|collectif|tiers-lieu|structure|college|lycee|mission locale|maison|habitants?|salaries)\b[^.;]{0,40} (?:de |du |des |d'|a |au )(?:la |le |les |l')?$/,
  comparison:
    /\b(?:comme|a l'instar|exemple|inspire\w*|visite\w*|voisine?s?|ailleurs|modele|deja|semblable|ainsi|idem|jumele\w*|notamment)\b[^.;]{0,40}$/,
  support:
    /\b(?:soutiens?|appui|aides?|concours|financ\w+|subvention\w*|partenaires?|partenariat|lien|cofinanceurs?|cote|participation)\b[^.;]{0,40}$/,
  between:
    /\b(?:entre|de|depuis|jusqu'a|vers|pres de|route|ligne|autour de|originaire de)\b (?:la |le |les |l')?$/,
  address: /\b(?:\d{5}|rue|avenue|place|boulevard|allee|zone|salle|halle|cedex|quartier|gare)\b[^.;]{0,40}$/,
  date: /\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\d{1,2} (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|\d{1,2} ?h(?:eures)?)\b[^.;]{0,50}$/,
  lead: /^[^a-z0-9]*(?:(?:la|le|les|l') ?)?$/,
  leadAt: /^[^a-z0-9]*(?:a|au|aux|en|dans|cote) ?(?:la |le |les |l')?$/,
};
/** Signs after a name. */
const AFTER: Readonly<Record<string, RegExp>> = {
  code: /^\s*\(\s*(?:\d{2,3}|2[ab]|[a-z' -]{3,30})\s*\)/,
  colon: /^\s*(?:\([^)]*\))?\s*[:–—|]/,
  end: /^[^a-z0-9]*$/,
  population: /^.{0,30}\d[\d  .]* ?(?:habitants|hab\.|communes)/,
  did: /^[^.;]{0,60}?\b(?:a|ont|avait|vient d[e']|viennent d[e'])\s?(?:\w+ ){0,2}?\w+(?:e|i|u|is|it|ert|us|ees?|ies?)\b/,
  does: /^\s*(?:\([^)]*\))?,?\s*(?:qui )?(?:finance|verse|vend|cede|loue|prete|met|confie|achete|rachete|reserve|lance|cree|ouvre|porte|anime|signe|adopte|vote|garantit|entre|prend|accorde|attribue|alloue|installe|propose|organise|heberge|soutient|accompagne|souscrit|recrute|embauche|forme|pilote|coordonne|rejoint|engage|choisit|passe|mise|deploie|experimente|teste|offre|ceda|acquiert|consacre|exige|impose|amenage|renove)\b/,
  wish: /^[^.;]{0,60}\b(?:souhaite\w*|voudrai\w*|veut|veulent|envisage\w*|reflechi\w*|etudie\w*|pourrai\w*|candidat\w*|espere\w*|attend\w*|hesite\w*|n'a (?:pas|rien|ni)|n'ont (?:pas|rien)|\w+(?:era|eront|ira|iront))\b/,
  passive:
    /^[^.;]{0,60}\b(?:est|sont|a ete|ont ete|sera) \w+(?:e|es|ee|ees|is|ise|ises|it|ite|ert|erte|us?|ues?) par\b/,
};
/** Signs of the whole sentence. */
const WITHIN: Readonly<Record<string, RegExp>> = {
  contact:
    /\b(?:contacts?|tel|telephone|mail|courriel|siege social|mentions legales|plan du site|cs \d+|cedex)\b|@|\b0\d(?:[ .]\d\d){4}/,
  invitation:
    /\b(?:inscri\w+|rendez-vous|participez|venez|portes ouvertes|entree libre|gratuit\w*|programme|agenda|inauguration|salle|accueil cafe)\b/,
  clock: /\b\d{1,2} ?(?:h|heures)\b/,
  money: /\d ?(?:€|euros?\b|k€)/,
  vote: /\b(?:delibere\w*|adopte\w*|approuv\w+|vot[ee]\w*|decide\w*|autorise\w*|unanimite|attribue\w*|deliberation)\b/,
  wish: /\b(?:souhaite\w*|voudrai\w*|envisage\w*|reflechi\w*|pourrai\w*|candidat\w*|projette\w*|ambition\w*|peut-etre|a l'etude|aucun\w*|sans suite)\b/,
  past: /\b(?:a|ont|avait|avaient) (?:\w+ ){0,2}?\w+(?:e|i|u|is|it|ert|ees?)\b/,
  quote: /[«»“”]/,
};
interface Around {
  readonly before: string;
  readonly after: string;
  readonly whole: string;
}

function around({ sentence, located: { mention } }: Naming): Around {
  return {
    before: fold(sentence.text.slice(0, Math.max(0, mention.start - sentence.start))),
    after: fold(sentence.text.slice(mention.end - sentence.start)),
    whole: fold(sentence.text),
  };
}

/** Text before a subject: nothing, or the end of another clause. */
const BEFORE_SUBJECT =
  /(?:^|[.;:,–—|•→✔!?»)-]|\b(?:et|que|qu'|mais|puis|or|donc|car|ou|quand|lorsque|si))\s*(?:(?:la|le|les|l')\s?)?(?:(?:ville|commune|region|metropole|departement|mairie|municipalite|communaute de communes|communaute d'agglomeration|agglomeration|conseil \w+) (?:de |du |des |d')?(?:la |le |les |l')?)?$/;
/** Verb in the present, or an auxiliary, right after a name and what details it. */
const VERB_NEXT =
  /^(?:\s*\([^)]*\))?(?:\s*,[^,.;:]{1,90},|\s*,)?\s*(?:qui |elle |y |s'|se |lui |leur |en |n')*(?!(?:et|de|le|la|les|une?|sur|avec|entre|ce|que|dans|ensemble|notamment|contre|deux|quatre|trente|comme|elle|rue|siege|centre|quelque|ville|commune|vingt|dont|doit|peut|est|sont|etait|etaient)\b)([a-z]{2,}(?:e|ent|it|ut|d|t|a|ont)|a|ont)\b/;
const HAS_DONE =
  /^(?:\s*\([^)]*\))?(?:\s*,[^,.;:]{1,90},|\s*,)?\s*(?:qui |elle |y |s'|se |lui |leur |en )*(?:(?:a|ont|avait|est|s'est)\s(?:\w+ ){0,2}?\w+(?:e|i|u|is|it|ert|us|ees?|ies?)|vient d[e'])\b/;

/** Signs of one naming. */
export function describeNaming(naming: Naming): Signs {
  const { sentence, located } = naming;
  const { before, after, whole } = around(naming);
  const { manner, announced } = located.mention;
  const isHeading = sentence.line.kind === 'heading' || isShortLine(sentence);
  return {
    [`manner.${manner}`]: 1,
    announced: flag(announced !== null),
    acting: flag(isActing(sentence, located)),
    situated: flag(isSituated(sentence, located)),
    doneThere: flag(isDoneThere(sentence, located)),
    subjectVerb: flag(BEFORE_SUBJECT.test(before) && VERB_NEXT.test(after)),
    subjectDone: flag(BEFORE_SUBJECT.test(before) && HAS_DONE.test(after)),
    leadVerb: flag(before.length <= 4 && VERB_NEXT.test(after)),
    partner: flag(isPartner(sentence, located)),
    spokenFor: flag(isSpokenFor(sentence, located)),
    title: flag(sentence.isTitle),
    titleLead: flag(sentence.isTitle && before.length <= 4),
    titleActing: flag(sentence.isTitle && isActing(sentence, located)),
    titleOf: flag(sentence.isTitle && manner === 'of'),
    heading: flag(isHeading && !sentence.isTitle),
    headingLead: flag(isHeading && !sentence.isTitle && before.length <= 4),
    listItem: flag(sentence.line.kind === 'list-item' || /^\s*[-–—•✔▪]/.test(sentence.text)),
    tableRow: flag(sentence.line.kind === 'table-row'),
    enumerated: flag(sentence.places.length >= 3),
    alone: flag(sentence.places.length === 1),
    ...matchEach('before', BEFORE, before),
    ...matchEach('after', AFTER, after),
    ...matchEach('within', WITHIN, whole),
  };
}
