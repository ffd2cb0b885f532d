import { TERRITORY_KINDS } from '../../../domain/territory/territory.ts';
import { fold } from '../../../domain/text/fold.ts';
import type { Case } from '../case/case.ts';
import { isActing, isDoneThere, isPartner, isSituated, isSpokenFor } from '../case/find-openings.ts';
import { isAboutEvent } from '../text/classify-line.ts';
import { areNested } from '../where/place.ts';
import { findAgents } from '../who/find-agent.ts';
import type { Tied } from './attribute.ts';
import type { Candidate, Naming, ReadSentence } from './candidate.ts';

/** Resource around a candidate. */
export interface Surroundings {
  readonly sentences: readonly ReadSentence[];
  readonly candidates: readonly Candidate[];
  /** Cases that the rules of openings find. */
  readonly cases: readonly Case[];
  /** Count of levers that the rules find in each case. */
  readonly leverCounts: ReadonlyMap<Case, number>;
}

/** Signs before a name, on folded text. */
const BEFORE: Readonly<Record<string, RegExp>> = {
  byAgent: /\bpar (?:la |le |les |l')?(?:(?:ville|commune|mairie|departement|region|metropole|communaute de communes|agglomeration|conseil \w+) (?:de |du |des |d')(?:la |le |les |l')?)?$/,
  affiliation:
    /\b(?:maires?|elue?s?|adjointe?s?|presidente?s?|vice-presidente?s?|conseill(?:er|ere)s?|deputee?|chargee? de mission|direct(?:eur|rice)|responsable|technicienne?|dgs)\b[^.;]{0,70}$/,
  seat: /\b(?:basee?s?|installee?s?|situee?s?|implantee?s?|siege|nee?s?|fondee?s?|creee?s?|domiciliee?s?|locaux) (?:a|au|aux|en|dans)\b[^.;,]{0,20}$/,
  ofStructure:
    /\b(?:association|cooperative|scic|scop|regie|entreprise|recyclerie|ressourcerie|epicerie|collectif|tiers-lieu|structure|college|lycee|mission locale|maison|habitants?|salaries)\b[^.;]{0,40} (?:de |du |des |d'|a |au )(?:la |le |les |l')?$/,
  comparison:
    /\b(?:comme|a l'instar|exemple|inspire\w*|visite\w*|voisine?s?|ailleurs|modele|deja|semblable|ainsi|idem|jumele\w*|notamment)\b[^.;]{0,40}$/,
  support:
    /\b(?:soutiens?|appui|aides?|concours|financ\w+|subvention\w*|partenaires?|partenariat|lien|cofinanceurs?|cote|participation)\b[^.;]{0,40}$/,
  between: /\b(?:entre|de|depuis|jusqu'a|vers|pres de|route|ligne|autour de|originaire de)\b (?:la |le |les |l')?$/,
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
  passive: /^[^.;]{0,60}\b(?:est|sont|a ete|ont ete|sera) \w+(?:e|es|ee|ees|is|ise|ises|it|ite|ert|erte|us?|ues?) par\b/,
};
/** Signs of the whole sentence. */
const WITHIN: Readonly<Record<string, RegExp>> = {
  contact: /\b(?:contacts?|tel|telephone|mail|courriel|siege social|mentions legales|plan du site|cs \d+|cedex)\b|@|\b0\d(?:[ .]\d\d){4}/,
  invitation: /\b(?:inscri\w+|rendez-vous|participez|venez|portes ouvertes|entree libre|gratuit\w*|programme|agenda|inauguration|salle|accueil cafe)\b/,
  clock: /\b\d{1,2} ?(?:h|heures)\b/,
  money: /\d ?(?:€|euros?\b|k€)/,
  vote: /\b(?:delibere\w*|adopte\w*|approuv\w+|vot[ee]\w*|decide\w*|autorise\w*|unanimite|attribue\w*|deliberation)\b/,
  wish: /\b(?:souhaite\w*|voudrai\w*|envisage\w*|reflechi\w*|pourrai\w*|candidat\w*|projette\w*|ambition\w*|peut-etre|a l'etude|aucun\w*|sans suite)\b/,
  past: /\b(?:a|ont|avait|avaient) (?:\w+ ){0,2}?\w+(?:e|i|u|is|it|ert|ees?)\b/,
  quote: /[«»“”]/,
};
/** Signs of the whole resource. */
const OF_PAGE: Readonly<Record<string, RegExp>> = {
  call: /\b(?:appel a (?:projets|candidatures|manifestation)|candidatez|date limite|reglement|dossier de candidature|eligib\w+)\b/,
  agenda: /\b(?:agenda|inscriptions?|programme|au menu|rendez-vous|prochaines dates)\b/,
  awards: /\b(?:laureat\w*|prix|palmares|trophees?|recompens\w+|jury)\b/,
  minutes: /\b(?:proces-verbal|deliberation|seance|etaient presents|conseil municipal du|compte rendu|unanimite)\b/,
  press: /\b(?:publie le|mis a jour|abonnes|correspondant|journal|lire aussi)\b/,
  we: /\b(?:nous|notre|nos)\b/,
};
const VAST = ['departement', 'region'];

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

type Signs = Readonly<Record<string, number>>;

function matchEach(prefix: string, patterns: Readonly<Record<string, RegExp>>, text: string): Signs {
  return Object.fromEntries(
    Object.entries(patterns).map(([name, pattern]) => [`${prefix}.${name}`, Number(pattern.test(text))]),
  );
}

function isShortLine({ line }: ReadSentence): boolean {
  return line.text.length <= 100 && !/[.;,:!…»]$/.test(line.text);
}

/** Signs of one naming. */
function describeNaming(naming: Naming): Signs {
  const { sentence, located } = naming;
  const { before, after, whole } = around(naming);
  const { manner, announced } = located.mention;
  const isHeading = sentence.line.kind === 'heading' || isShortLine(sentence);
  return {
    ...Object.fromEntries(
      ['announced', 'at', 'inside', 'of', 'bare'].map((one) => [`manner.${one}`, Number(manner === one)]),
    ),
    announced: Number(announced !== null),
    acting: Number(isActing(sentence, located)),
    situated: Number(isSituated(sentence, located)),
    doneThere: Number(isDoneThere(sentence, located)),
    partner: Number(isPartner(sentence, located)),
    spokenFor: Number(isSpokenFor(sentence, located)),
    title: Number(sentence.isTitle),
    titleLead: Number(sentence.isTitle && before.length <= 4),
    titleActing: Number(sentence.isTitle && isActing(sentence, located)),
    titleOf: Number(sentence.isTitle && manner === 'of'),
    heading: Number(isHeading && !sentence.isTitle),
    headingLead: Number(isHeading && !sentence.isTitle && before.length <= 4),
    listItem: Number(sentence.line.kind === 'list-item' || /^\s*[-–—•✔▪]/.test(sentence.text)),
    tableRow: Number(sentence.line.kind === 'table-row'),
    enumerated: Number(sentence.places.length >= 3),
    alone: Number(sentence.places.length === 1),
    ...matchEach('before', BEFORE, before),
    ...matchEach('after', AFTER, after),
    ...matchEach('within', WITHIN, whole),
  };
}

/** Sums up the signs of several namings: whether one has them, and the share that has. */
function pool(all: readonly Signs[]): Signs {
  const names = Object.keys(all[0] ?? {});
  return Object.fromEntries(
    names.flatMap((name) => {
      const sum = all.reduce((total, signs) => total + (signs[name] ?? 0), 0);
      return [
        [name, Number(sum > 0)],
        [`${name}~`, sum / all.length],
      ];
    }),
  );
}

function describeCases(candidate: Candidate, { cases, leverCounts }: Surroundings): Signs {
  const own = cases.filter(({ places }) => places.some(({ place }) => place.key === candidate.place.key));
  const leads = own.some(({ places: [first] }) => first?.place.key === candidate.place.key);
  const levers = Math.max(0, ...own.map((one) => leverCounts.get(one) ?? 0));
  return {
    inCase: Number(own.length > 0),
    leadsCase: Number(leads),
    caseHasLever: Number(levers > 0),
    leadsCaseWithLever: Number(leads && levers > 0),
    caseLevers: Math.log1p(levers),
    caseSize: Math.log1p(Math.max(0, ...own.map(({ sentences }) => sentences.length))),
    caseHeading: Number(own.some(({ heading }) => heading !== null)),
  };
}

function describeTies(candidate: Candidate, tied: readonly Tied[]): Signs {
  const count = (tie: Tied['tie']) => tied.filter((one) => one.tie === tie).length;
  const first = candidate.namings[0]?.located;
  const own: Case = {
    places: first === undefined ? [] : [first],
    heading: null,
    sentences: tied.map(({ sentence }) => ({ ...sentence, isRole: false })),
  };
  let acts = 0;
  for (const sentence of own.sentences) if (findAgents(sentence, own, 'unsaid').hasOwn) acts += 1;
  return {
    body: Math.log1p(count('body')),
    any: Math.log1p(count('any')),
    next: Math.log1p(count('next')),
    acts: Math.log1p(acts),
    actsAtAll: Number(acts > 0),
  };
}

function describeRank(candidate: Candidate, { sentences, candidates }: Surroundings): Signs {
  const count = candidate.namings.length;
  const others = candidates.filter((other) => other !== candidate);
  const [first] = candidate.namings;
  const sameKind = others.filter(({ place }) => place.kind === candidate.place.kind);
  return {
    count: Math.log1p(count),
    most: Number(others.every(({ namings }) => namings.length <= count)),
    first: Number(candidates[0] === candidate),
    only: Number(others.length === 0),
    onlyOfKind: Number(sameKind.length === 0),
    candidates: Math.log1p(candidates.length),
    position: (first?.sentence.rank ?? 0) / Math.max(1, sentences.length),
    inLead: Number((first?.sentence.rank ?? 0) <= 3),
    holdsOther: Number(others.some(({ place }) => areNested(place, candidate.place))),
  };
}

function describePlace({ place }: Candidate): Signs {
  return {
    ...Object.fromEntries(TERRITORY_KINDS.map((kind) => [`kind.${kind}`, Number(place.kind === kind)])),
    ambiguous: Number(place.doubt === 'ambiguous'),
    unknown: Number(place.doubt === 'unknown'),
    approximate: Number(place.doubt === 'approximate'),
  };
}

function describePage({ sentences, candidates }: Surroundings): Signs {
  const title = sentences.filter(({ isTitle }) => isTitle).map(({ text }) => text);
  const folded = sentences.map(({ text }) => fold(text));
  const shares = Object.entries(OF_PAGE).map(([name, pattern]) => {
    const count = folded.filter((text) => pattern.test(text)).length;
    return [`page.${name}`, Math.log1p(count)];
  });
  const vast = candidates.filter(({ place }) => VAST.includes(place.kind)).length;
  return {
    ...Object.fromEntries(shares),
    'page.event': Number(isAboutEvent(title.join(' '))),
    'page.length': Math.log1p(sentences.length),
    'page.density': candidates.length / Math.max(1, sentences.length),
    'page.vast': Math.log1p(vast),
    'page.items': sentences.filter(({ line }) => line.kind === 'list-item').length / Math.max(1, sentences.length),
  };
}

/** Describes a candidate by numbers, each near [0, 1], whose order is that of their names. */
export function describeCandidate(
  candidate: Candidate,
  tied: readonly Tied[],
  surroundings: Surroundings,
): Signs {
  const signs = {
    ...describePlace(candidate),
    ...describeRank(candidate, surroundings),
    ...describeCases(candidate, surroundings),
    ...describeTies(candidate, tied),
    ...describePage(surroundings),
    ...pool(candidate.namings.map(describeNaming)),
  };
  const vast = Number(VAST.includes(candidate.place.kind));
  return { ...signs, vastActing: vast * (signs.acting ?? 0), vastAnnounced: vast * (signs.announced ?? 0) };
}
