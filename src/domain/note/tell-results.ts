import type { Experience, ExperienceTerritory, Source } from '../experience/experience.ts';
import { FIGURE_ROLES } from '../experience/figure.ts';
import { isHomePage } from '../experience/source-facts.ts';
import { describePermission, describeStory, markNeeds } from '../french/describe-answer.ts';
import { formatDate, formatNumber, splitFigure } from '../french/formats.ts';
import { capitalise, KIND_LABELS, STATE_LABELS } from '../french/labels.ts';
import { firstWatchOut } from '../lever/lever-law.ts';
import { splitSentences } from '../text/sentences.ts';
import { fill, heading, join, type NoteBlock, type NoteLine, paragraphs, value, WORDS } from './note.ts';
import type { Kept, NoteExperience, NoteLever } from './note-answer.ts';

const MOST_PLACES = 3;
const STORY_SENTENCES = 3;
const MOST_USES = 2;
const MOST_FIGURES = 2;

/** Begins with a word that stands for something said before. */
const LEANS =
  /^(?:[cs]['’]|[^.]{0,60}\b(?:donc|eux)\b|(?:ce|cette|ces|cela|celles?|celui|ceux|ils?|elles?|on|ici|son|sa|ses|leurs?|aussi|ainsi|puis|ensuite|enfin|mais|et|une? autre|les? autres?|la même)(?!\p{L}))/iu;

/** Whole sentences in a row: the one that answers, what came of it, and before, from one that needs no other. */
function tellStory({ experience, evidence }: NoteExperience): string {
  const sentences = splitSentences(experience.summary);
  const answering = evidence === null ? 0 : sentences.indexOf(evidence.passage);
  const end = Math.min(sentences.length, Math.max(STORY_SENTENCES, answering + 2));
  let from = Math.max(0, end - STORY_SENTENCES);
  while (from > 0 && LEANS.test(sentences[from] ?? '')) from -= 1;
  return sentences.slice(from, end).join(' ');
}

/** Writes « 654 habitants »; nothing for null. */
export function tellInhabitants(count: number | null): NoteLine {
  return count === null ? [] : fill(WORDS.inhabitants, formatNumber(count));
}

function tellPlace({ name, kind, populationCount }: ExperienceTerritory): NoteLine {
  const facts = join([value(KIND_LABELS[kind]), tellInhabitants(populationCount)], ', ');
  return fill(WORDS.inParentheses, name, facts);
}

/** Sums first, then jobs; people, surfaces and figures of no known role only where their sentence is not `told`. */
function tellFigures({ figures }: Experience, told: string): NoteLine {
  const telling = figures.filter(
    ({ role, sentence }) => !/people|surface|other/.test(role) || !told.includes(sentence ?? ''),
  );
  const first = telling
    .toSorted((a, b) => FIGURE_ROLES.indexOf(a.role) - FIGURE_ROLES.indexOf(b.role))
    .slice(0, MOST_FIGURES)
    .map(splitFigure)
    .map(({ label, measure }) => fill(WORDS.figure, capitalise(label), measure));
  return join(first, ' ');
}

function tellSource({ title, publisher, date, url }: Source): NoteLine {
  const named = fill(WORDS.quoted, value(title, url));
  return join(
    [
      isHomePage(url) ? fill(WORDS.homePage, named) : named,
      value(publisher),
      date === null ? [] : value(formatDate(date)),
    ],
    ', ',
  );
}

/** Tells a case: its places, age and source, its story, then the deeds of the collectivité and its figures. */
export function tellExperience(
  result: NoteExperience,
  position: number,
  { needCount, keptLevers }: { readonly needCount: number; readonly keptLevers: ReadonlySet<string> },
): readonly NoteBlock[] {
  const { experience, needs } = result;
  const { title, territories, levers, state, source, difficulties } = experience;
  const story = tellStory(result);
  const uses = levers
    .toSorted((a, b) => Number(keptLevers.has(b.lever)) - Number(keptLevers.has(a.lever)))
    .slice(0, MOST_USES)
    .map(({ what }) => what);
  const told = [story, ...uses].join(' ');
  const difficulty = difficulties.find((sentence) => !told.includes(sentence));
  const met = needCount < 2 ? [] : needs.map((need) => need + 1);
  const facts = [
    join(territories.slice(0, MOST_PLACES).map(tellPlace), ', '),
    source.date === null ? value(describeStory(experience)) : [],
    state === 'unknown' ? [] : fill(WORDS.state, STATE_LABELS[state]),
    met.length === 0 ? [] : value(markNeeds(met, needCount)),
    fill(WORDS.source, tellSource(source)),
  ];
  const deeds = [
    uses.length === 0 ? [] : fill(WORDS.done, uses.join(' ')),
    fill(WORDS.figures, tellFigures(experience, told)),
    fill(WORDS.difficulty, difficulty ?? []),
  ];
  return [
    heading(2, fill(WORDS.case, formatNumber(position + 1), title)),
    ...paragraphs(join(facts, ' – '), value(story), join(deeds, ' ')),
  ];
}

/** Names the place of a case. */
export function nameCase({ experience: { territories, title } }: NoteExperience): string {
  return territories[0]?.name ?? title;
}

/** Names the cited cases that use the lever; tells the best other one when none does. */
function tellProof(
  { lever, supporting }: NoteLever,
  { experiences }: Kept,
  service: string | null,
): NoteLine {
  const cited = experiences.flatMap((result, position) =>
    result.experience.levers.some((use) => use.lever === lever.id)
      ? [fill(WORDS.citedCase, nameCase(result), formatNumber(position + 1))]
      : [],
  );
  if (cited.length > 0) return fill(WORDS.citedProof, join(cited, ' ; '));
  const [best] = supporting;
  if (best === undefined) return [];
  const fiche = service && `${service}/experiences/${encodeURIComponent(best.experienceId)}`;
  return fill(WORDS.proof, join([value(best.title, fiche), value(best.what)], ' – '));
}

/** Says under which condition this kind of collectivité may use the lever; nothing when there is none. */
function tellPermission({ permission, lever }: NoteLever): NoteLine {
  if (lever.law === null) return fill(WORDS.noLaw);
  if (permission === null) return fill(WORDS.kindUnknown);
  return permission.may === 'yes' ? [] : fill(WORDS.article, describePermission(permission), permission.ref);
}

/** Tells a lever: what this kind of collectivité may do with it comes first, and is never left out. */
export function tellLever(result: NoteLever, kept: Kept, service: string | null): readonly NoteBlock[] {
  const { label, definition, law } = result.lever;
  return [
    heading(2, value(label)),
    ...paragraphs(
      value(definition),
      fill(WORDS.power, tellPermission(result)),
      fill(WORDS.firstStep, law?.firstSteps[0] ?? []),
      fill(WORDS.watchOut, firstWatchOut(law, result.permission) ?? []),
      tellProof(result, kept, service),
    ),
  ];
}
