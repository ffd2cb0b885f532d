/** Values of each label of each metric, from a text in Prometheus' format. */
export type Measures = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? [^ ]+$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

export function readMeasures(text: string): Measures {
  const measures = new Map<string, Map<string, Set<string>>>();
  for (const line of text.split('\n')) {
    const [, name, labels = ''] = LINE.exec(line) ?? [];
    if (name === undefined) continue;
    const known = measures.get(name) ?? new Map<string, Set<string>>();
    measures.set(name, known);
    for (const [, label = '', value = ''] of labels.matchAll(LABEL))
      known.set(label, (known.get(label) ?? new Set()).add(value));
  }
  return measures;
}

/** Returns the value of the series with exactly these labels; NaN when there is none. */
export function seriesValue(text: string, series: string): number {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? Number.NaN : Number(line.slice(series.length + 1));
}
