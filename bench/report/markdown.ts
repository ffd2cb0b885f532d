import { LEGS } from '../measuring/side-by-side.ts';
import { STAGES, type StageName } from '../measuring/stages.ts';
import { type BenchResults, ratioOf } from './results.ts';
import { judgeTargets } from './targets.ts';

const STAGE_LABELS: Readonly<Record<StageName, string>> = {
  embedding: 'vecteur nu de la question',
  'embedding-read': 'vecteur de ce que lit le service',
  version: 'version de l’index',
  semantic: 'candidats, sens seul',
  candidates: 'candidats, sens et mots',
  contents: 'textes de ce qui est montré',
  fit: 'accord, leviers, raisons',
  search: 'tout sauf le vecteur',
  http: 'HTTP de bout en bout',
};
const BACKENDS = { postgresql: 'PostgreSQL', embedded: 'base embarquée' } as const;

const decimal = (value: number, digits = 2) =>
  Number.isNaN(value) ? '—' : value.toFixed(digits).replace('.', ',');
const count = (value: number) => value.toLocaleString('fr-FR');

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`### ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function stageTables({ stages }: BenchResults): readonly string[] {
  return stages.map((figures) =>
    table(
      `${BACKENDS[figures.backend]}, ${count(figures.size)} passages (chargés en ${decimal(figures.loadSeconds, 0)} s)`,
      ['étape', 'p50 (ms)', 'p95 (ms)', 'p50 / vecteur nu'],
      STAGES.map((stage) => {
        const { p50 = Number.NaN, p95 = Number.NaN } = figures.stages.get(stage) ?? {};
        return [STAGE_LABELS[stage], decimal(p50), decimal(p95), decimal(ratioOf(figures, stage))];
      }),
    ),
  );
}

function engineTables({ engines }: BenchResults): readonly string[] {
  return engines.map(({ size, figures }) =>
    table(
      `Côte à côte, ${count(size)} passages`,
      ['moteur', 'réglages', 'index (s)', 'vecteurs p50 / p95', 'rappel@10', 'hybride p50 / p95', 'nDCG@10'],
      figures.map(({ name, settings, buildSeconds, times, recall, ndcg }) => {
        const [vector, hybrid] = LEGS.map((leg) => `${decimal(times[leg].p50)} / ${decimal(times[leg].p95)}`);
        const built = buildSeconds === null ? '—' : decimal(buildSeconds, 1);
        return [name, settings, built, vector ?? '', decimal(recall, 3), hybrid ?? '', decimal(ndcg, 3)];
      }),
    ),
  );
}

/** Writes the measured part of `bench/README.md`. */
export function describeBench(results: BenchResults): string {
  const { seed, rounds, questionCount, machine, neighbours, imports } = results;
  const triple = (values: readonly number[]) => values.map((value) => decimal(value)).join(' / ');
  return [
    `Graine ${seed}, questions : ${questionCount}, tours : ${rounds} ; ${machine}.`,
    table(
      'Cibles',
      ['cible', 'borne', 'mesure', ''],
      judgeTargets(results).map(({ name, bound, value, isMet }) => [
        name,
        decimal(bound),
        decimal(value),
        isMet ? 'tenue' : 'manquée',
      ]),
    ),
    ...stageTables(results),
    ...engineTables(results),
    ...(imports === null
      ? []
      : [
          `Import : ${decimal(imports.imported, 1)} passages par seconde, modèle nu ${decimal(imports.embedded, 1)} (${imports.passages} passages).`,
        ]),
    table(
      'Vraisemblance des vecteurs : cosinus du voisin de passages mis de côté (10e, 50e, 90e centile)',
      ['rang du voisin', 'parmi les vrais', 'parmi les engendrés'],
      neighbours.map(({ rank, real, generated }) => [String(rank), triple(real), triple(generated)]),
    ),
  ].join('\n\n');
}
