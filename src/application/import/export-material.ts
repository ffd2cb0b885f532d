import { parseCorrections } from '../../domain/experience/corrections.ts';
import type { Experience } from '../../domain/experience/experience.ts';
import type { FieldEvidence, Resource } from '../../domain/resource/resource.ts';
import { type ImportStore, resourceKey, type SourcedExperience } from '../../ports/import-store.ts';
import { indexCorrections } from '../index/prepare-change.ts';

const STYLE = 'redaction';

/** An experience with the decisions on it, as people left it. */
interface Decided extends SourcedExperience {
  readonly experience: Experience;
  readonly correctedFields: ReadonlySet<string>;
}

function quoteOf({ text }: Resource, evidence: readonly FieldEvidence[], pointer: string): string | null {
  const found = evidence.find((each) => each.pointer === pointer);
  return found === undefined ? null : text.slice(found.start, found.end);
}

/** Territories that the text names; a corrected one counts when its official name is in the text. */
function placesOf({ experience, evidence, status, correctedFields }: Decided, resource: Resource) {
  const acted = status === 'published';
  return experience.territories.flatMap((territory, index) => {
    const quoted = correctedFields.has('territories')
      ? territory.name
      : quoteOf(resource, evidence, `/territories/${index}`);
    if (quoted === null || !resource.text.includes(quoted)) return [];
    const { kind, name: official, department } = territory;
    const why = acted ? ('acts' as const) : ('passing' as const);
    return [{ name: quoted, kind, official, department: department?.code ?? null, acted, why }];
  });
}

/** Levers with the words that prove them; those that the text does not prove are tolerated. */
function storyOf({ experience, evidence, correctedFields }: Decided, resource: Resource) {
  const { title, territories, year } = experience;
  const spans = experience.levers.map(({ lever, what }, index) => ({
    lever,
    span: correctedFields.has('levers') ? what : (quoteOf(resource, evidence, `/levers/${index}`) ?? what),
  }));
  const levers = spans.filter(({ span }) => resource.text.includes(span));
  const proved = new Set(levers.map(({ lever }) => lever));
  const tolerated = spans.map(({ lever }) => lever).filter((lever) => !proved.has(lever));
  return { title, territories: territories.map(({ name }) => name), levers, tolerated, year };
}

/** Page with the decisions of people on it, from which extraction can be fitted again. */
export type AnnotatedPage = ReturnType<typeof annotate>;

function annotate(resource: Resource, decided: readonly Decided[]) {
  const published = decided.filter(({ status }) => status === 'published');
  const { title, date, text } = resource;
  return {
    style: STYLE,
    title,
    date,
    text,
    places: decided.flatMap((each) => placesOf(each, resource)),
    experiences: published.map((each) => storyOf(each, resource)),
  };
}

/**
 * Exports the resources of which every experience is decided, members' ones included, in order of id: published
 * experiences acted, those set aside did not. The form is that of `evaluation/ingestion/material`.
 * Throws the reason of `signal` when it aborts, and the errors of the store.
 */
export function createExportMaterial(
  store: Pick<ImportStore, 'loadState' | 'loadSource' | 'loadExperiences'>,
) {
  return async function* exportMaterial(signal: AbortSignal): AsyncIterable<AnnotatedPage> {
    const { resources, corrections } = await store.loadState();
    const correctionsOf = indexCorrections(corrections);
    for (const id of [...resources.keys()].sort()) {
      signal.throwIfAborted();
      const source = await store.loadSource(resourceKey(id));
      const drawn = source?.experiences ?? [];
      if (!source?.resource || drawn.length === 0 || drawn.some(({ status }) => status === 'proposed'))
        continue;
      const stored = await store.loadExperiences(drawn.map(({ draft }) => draft.id));
      const byId = new Map(stored.map((experience) => [experience.id, experience]));
      const decided = drawn.flatMap((sourced): Decided[] => {
        const experience = byId.get(sourced.draft.id);
        const correctedFields = new Set(Object.keys(parseCorrections(correctionsOf(sourced.draft.id))));
        return experience === undefined ? [] : [{ ...sourced, experience, correctedFields }];
      });
      yield annotate(source.resource, decided);
    }
  };
}
