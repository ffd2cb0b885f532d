import { fold } from '../../../domain/text/fold.ts';
import type { Case } from '../case/case.ts';
import { findNamedInList, findSpeaker } from '../text/classify-line.ts';
import type { Span } from '../text/located-text.ts';

export interface FoundActor {
  readonly name: string;
  readonly proof: Span;
}

const MAX_ACTORS = 8;
/** Kinds of structures outside of their name: « l'association La Pioche ». */
const KINDS = 'associations?|groupe|entreprise|structure|collectif|épicerie solidaire';
/** Kinds inside the name: « Fondation RAJA », « CAE CDP49 ». */
const NAMED_KINDS =
  'Fondation|fondation|SCIC|SCOP|Scop|CAE|CRESS|Régie|régie|MJC|Université|université|Coopérative|coopérative|laboratoire|Mutuelle|mutuelle|Union départementale';
const WORD = "(?:\\p{Lu}[\\p{L}\\p{N}’'&-]*|\\p{Lu}[\\p{L}\\p{N}’'&-]*)";
const NAME = `${WORD}(?:(?: | et | de | du | des | d[’']| de la )${WORD}){0,4}`;
const QUOTED = '[«“"]\\s?([^»”"]{3,60}?)\\s?[»”"]';
const AFTER_KIND = new RegExp(`(?<![\\p{L}])(?:l[’']|d[’'])?(?:${KINDS})\\s+(?:${QUOTED}|(${NAME}))`, 'gu');
const WITH_KIND = new RegExp(`(?<![\\p{L}])((?:${NAMED_KINDS})\\s+(?:de |du |des |d[’'])?${NAME})`, 'gu');
const ACRONYM = /(?<![\p{L}\d])\p{Lu}[\p{Lu}\d]{2,9}(?![\p{L}\d])/gu;
const WITH_ARTICLE = /(?:^|[\s(])(?:l[’']|le|la|du|de l[’']|au|à l[’']|par)\s*$/iu;
/** Acronyms of procedures, legal forms and public schemes, which are not structures. */
const COMMON_ACRONYMS = new Set(
  'ESS PAT CRTE PTCE SCIC SCOP IAE CAE AAP AMI RSA ETP QPV PIA FSE FEDER HACCP TZCLD EBE RSE CCAS CIAS DLA RTES NPNRU ORCOD SARL CDI CDD SPASER SIEG DSP PLU EPCI EPT PETR BTP CPO OFS BRS ESAT ASE BPI CA CC CU SRDEII III VII VIII XIX XVIII LEADER PLUI ZAC SAS SA HLM'.split(
    ' ',
  ),
);

function namesBy(text: string, pattern: RegExp): readonly FoundActor[] {
  return Array.from(text.matchAll(pattern), (match) => {
    const name = (match.slice(1).find((group) => group !== undefined) ?? '').trim();
    const start = match.index + match[0].lastIndexOf(name);
    return { name, proof: { start, end: start + name.length } };
  }).filter(({ name }) => name !== '');
}

function acronyms(text: string): readonly FoundActor[] {
  return Array.from(text.matchAll(ACRONYM), ({ 0: name, index }) => ({
    name,
    proof: { start: index, end: index + name.length },
  })).filter(
    ({ name, proof }) => !COMMON_ACRONYMS.has(name) && WITH_ARTICLE.test(text.slice(0, proof.start)),
  );
}

function personsOf({ sentences }: Case): ReadonlySet<string> {
  const lines = sentences.map(({ line }) => line.text);
  return new Set(lines.flatMap((line) => findSpeaker(line)?.name ?? findNamedInList(line) ?? []).map(fold));
}

/** Finds the structures that a case names, in reading order, eight at most; never persons. */
export function findActors(own: Case): readonly FoundActor[] {
  const persons = personsOf(own);
  const seen = new Set<string>(persons);
  const found: FoundActor[] = [];
  for (const { text, start: offset, places } of own.sentences) {
    const named = [...namesBy(text, WITH_KIND), ...namesBy(text, AFTER_KIND), ...acronyms(text)];
    for (const { name, proof } of named.sort(
      (a, b) => a.proof.start - b.proof.start || b.name.length - a.name.length,
    )) {
      const key = fold(name);
      const isKnown = [...seen].some((other) => other === key || other.split(/[\s-]/).includes(key));
      if (isKnown || own.places.some(({ place }) => fold(place.name) === key)) continue;
      // The acronym of a collectivité.
      const from = offset + proof.start;
      if (places.some(({ mention }) => mention.start <= from && mention.end > from)) continue;
      seen.add(key);
      found.push({ name, proof: { start: offset + proof.start, end: offset + proof.end } });
    }
  }
  return found.slice(0, MAX_ACTORS);
}
