import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { DomainError } from '../../domain/errors.ts';
import type { TerritoryFact } from '../../domain/territory/territory.ts';
import type { FactsOf, Gazetteer } from '../../ports/gazetteer.ts';

const COLUMNS = ['code', 'key', 'value', 'source', 'year'];
/** Problems that the message tells; the details have them all. */
const TOLD = 5;

const tableSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

const words = (max: number) => z.string().trim().min(1, 'est vide').max(max, `a plus de ${max} caractères`);
const lineSchema = z.object({
  code: words(40),
  key: words(60).refine(
    (key) => !key.includes(':'),
    'contient « : », qui sépare une clé de sa valeur dans un filtre',
  ),
  value: words(100),
  source: words(200),
  year: z
    .string()
    .trim()
    .regex(/^(?:19|20)\d\d$/, 'n’est pas une année de quatre chiffres')
    .transform(Number),
});

interface Line {
  /** Number of the line in the file, from 1. */
  readonly number: number;
  readonly record: readonly string[];
}

/**
 * Loads `code;key;value;source;year`, whose first line names the columns. A code shared by a département and a région
 * is that of the département; the code of a former commune is that of the commune which replaced it.
 * @param path null for no facts
 * @throws DomainError `corpus-invalid` when the file cannot be read, or with the number of each invalid line
 */
export async function loadTerritoryFacts(
  path: string | null,
  gazetteer: Pick<Gazetteer, 'findByCode'>,
): Promise<FactsOf> {
  const facts = new Map<string, TerritoryFact[]>();
  if (path !== null) {
    const problems = (await readLines(path)).flatMap((line) => addFact(facts, line, gazetteer));
    if (problems.length > 0) throw invalid(path, problems);
  }
  return ({ kind, code }) => facts.get(`${kind} ${code}`) ?? [];
}

async function readLines(path: string): Promise<readonly Line[]> {
  let table: z.infer<typeof tableSchema>;
  try {
    const text = await readFile(path, 'utf8');
    const options = {
      bom: true,
      delimiter: ';',
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    };
    table = tableSchema.parse(parse(text, options));
  } catch (cause) {
    throw invalid(path, [cause instanceof Error ? cause.message : String(cause)], cause);
  }
  const [header, ...body] = table;
  if (header?.record.map((name) => name.trim()).join(';') !== COLUMNS.join(';')) {
    throw invalid(path, [`ligne 1 : « ${COLUMNS.join(';')} » est attendu`]);
  }
  return body.map(({ record, info }) => ({ number: info.lines, record }));
}

/** Adds the fact of a line; returns its problems, one sentence each. */
function addFact(
  facts: Map<string, TerritoryFact[]>,
  { number, record }: Line,
  gazetteer: Pick<Gazetteer, 'findByCode'>,
): readonly string[] {
  const told = (problem: string) => `ligne ${number} : ${problem}`;
  if (record.length !== COLUMNS.length) return [told(`${COLUMNS.length} valeurs sont attendues`)];
  const parsed = lineSchema.safeParse(
    Object.fromEntries(COLUMNS.map((column, index) => [column, record[index]])),
  );
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => told(`« ${path.join('.')} » ${message}`));
  }
  const { code, ...fact } = parsed.data;
  const [territory] = gazetteer.findByCode(code);
  if (territory === undefined) return [told(`aucun territoire ne porte le code « ${code} »`)];
  const place = `${territory.kind} ${territory.code}`;
  const known = facts.get(place) ?? [];
  const same = known.find(({ key }) => key === fact.key);
  if (same !== undefined) {
    return same.value === fact.value
      ? []
      : [told(`« ${fact.key} » de ${territory.name} vaut déjà « ${same.value} »`)];
  }
  facts.set(place, [...known, fact]);
  return [];
}

function invalid(path: string, problems: readonly string[], cause?: unknown): DomainError<'corpus-invalid'> {
  const rest = problems.length > TOLD ? [`et ${problems.length - TOLD} autres`] : [];
  return new DomainError(
    'corpus-invalid',
    `Les faits sur les territoires (TERRITORY_FACTS, ${path}) sont illisibles : ${[...problems.slice(0, TOLD), ...rest].join(' ; ')}. ` +
      'Corrigez ce fichier, ou retirez TERRITORY_FACTS.',
    { file: path, problems },
    { cause },
  );
}
