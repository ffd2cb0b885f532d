import type { ExperienceDraft } from '../../src/domain/experience/experience.ts';
import type { RegisteredTerritory } from '../../src/domain/territory/territory.ts';
import type { MakeDistinct } from './distinct-texts.ts';
import type { MixVectors } from './mix-vectors.ts';
import type { Places } from './places.ts';
import type { Draws } from './random-draws.ts';
import { changeNumbers, renamePlaces, spliceSentences } from './recombine-texts.ts';
import type { EmbeddedPassage, Starter } from './starters.ts';

/** Share of the sentences drawn from the starter that gives the structure. */
const OWN_SHARE = 0.5;
/** Share of the sentences spliced from two, where both have a comma to cut at. */
const SPLICED_SHARE = 0.6;
/** Range of the weight of the structure's starter in the vector of the whole fiche. */
const WHOLE_OWN_WEIGHT = [0.5, 0.85] as const;
/** Range of the weight of the source of an unspliced sentence; the rest stands for the changed place and figures. */
const KEPT_WEIGHT = [0.7, 0.95] as const;

export interface RecombinerParts {
  /** At least one. */
  readonly starters: readonly Starter[];
  readonly places: Places;
  readonly distinct: MakeDistinct;
  readonly draws: Draws;
  readonly mix: MixVectors;
}

export interface RecombinedSentence {
  readonly text: string;
  readonly vector: Float32Array;
}

export interface RecombinedExperience {
  readonly draft: ExperienceDraft;
  /** Vector of the whole fiche. */
  readonly whole: Float32Array;
  /** Sentences of the summary, in order. */
  readonly sentences: readonly RecombinedSentence[];
}

/** @param position suffix that makes the id unique */
export type Recombine = (position: number) => RecombinedExperience;

export function createRecombiner({ starters, places, distinct, draws, mix }: RecombinerParts): Recombine {
  const relatives = relativesOf(starters);
  const communes = places.get('commune') ?? [];

  function drawPlace(draft: ExperienceDraft): RegisteredTerritory {
    return draws.pick(places.get(draft.territories[0]?.kind ?? 'commune') ?? communes);
  }

  function drawSentence(
    own: EmbeddedPassage,
    family: readonly Starter[],
    local: (text: string, of: Starter) => string,
    self: Starter,
  ): RecombinedSentence {
    const from = draws.chance(OWN_SHARE) ? self : draws.pick(family);
    const first = from === self ? own : draws.pick(from.sentences);
    const other = draws.pick(family);
    const second = draws.pick(other.sentences);
    const [a, b] = [local(first.passage.quote, from), local(second.passage.quote, other)];
    const spliced = draws.chance(SPLICED_SHARE) ? spliceSentences(a, b, draws) : null;
    const weight = spliced?.share ?? draws.between(...KEPT_WEIGHT);
    const text = changeNumbers(spliced?.text ?? a, draws);
    return {
      text: distinct(text, () => draws.pick(communes).name),
      vector: mix([
        { vector: first.vector, weight },
        { vector: second.vector, weight: 1 - weight },
      ]),
    };
  }

  return (position) => {
    const self = draws.pick(starters);
    const family = relatives(self);
    const companion = draws.pick(family);
    const place = drawPlace(self.draft);
    const local = (text: string, { draft }: Starter) => renamePlaces(text, placeNames(draft), place.name);
    const sentences = self.sentences.map((own) => drawSentence(own, family, local, self));
    const weight = draws.between(...WHOLE_OWN_WEIGHT);
    return {
      draft: {
        ...self.draft,
        id: `${self.draft.id}-${position}`,
        title: local(self.draft.title, self),
        summary: sentences.map(({ text }) => text).join(' '),
        territories: [{ name: place.name, kind: place.kind, code: place.code, populationCount: null }],
        levers: self.draft.levers.map(({ lever, what }) => ({
          lever,
          what: changeNumbers(local(what, self), draws),
        })),
        actors: [...new Set([...self.draft.actors.slice(1), ...companion.draft.actors.slice(0, 1)])],
        figures: [],
        access: 'public',
      },
      whole: mix([
        { vector: self.whole.vector, weight },
        { vector: companion.whole.vector, weight: 1 - weight },
      ]),
      sentences,
    };
  };
}

function placeNames({ territories }: ExperienceDraft): readonly string[] {
  return territories.map(({ name }) => name);
}

/** Returns for each starter those with one of its first two themes, itself included; all of them when it is alone. */
function relativesOf(starters: readonly Starter[]): (starter: Starter) => readonly Starter[] {
  const families = new Map(
    starters.map((starter) => {
      const themes = starter.draft.themes.slice(0, 2);
      const family = starters.filter(({ draft }) => draft.themes.some((theme) => themes.includes(theme)));
      return [starter, family.length > 1 ? family : starters];
    }),
  );
  return (starter) => families.get(starter) ?? starters;
}
