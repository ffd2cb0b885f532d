import { parser } from '@prometheus-io/lezer-promql';

/** Selection of one metric in a PromQL expression. */
export interface Selector {
  readonly metric: string;
  /** Label and value of each `=` matcher, and of each alternative of a `=~` matcher. */
  readonly wanted: readonly (readonly [string, string])[];
  readonly labels: readonly string[];
}

export interface Expression {
  readonly selectors: readonly Selector[];
  /** Labels that it groups by or matches on. */
  readonly grouping: readonly string[];
}

/** @throws when it is not PromQL */
export function readPromql(text: string): Expression {
  const selectors: { metric: string; wanted: [string, string][]; labels: string[] }[] = [];
  const grouping: string[] = [];
  const parents: string[] = [];
  let label = '';
  let operator = '';
  parser.parse(text).iterate({
    enter({ name, from, to, type }) {
      const written = text.slice(from, to);
      const selector = selectors.at(-1);
      if (type.isError) throw new Error(`not PromQL at ${from}: ${text}`);
      if (name === 'VectorSelector') selectors.push({ metric: '', wanted: [], labels: [] });
      if (name === 'Identifier' && parents.at(-1) === 'VectorSelector' && selector !== undefined)
        selector.metric = written;
      if (name === 'LabelName' && parents.at(-1) === 'GroupingLabels') grouping.push(written);
      else if (name === 'LabelName') {
        label = written;
        selector?.labels.push(label);
      }
      if (name === 'MatchOp') operator = written;
      if (name === 'StringLiteral' && /^=~?$/.test(operator)) {
        for (const value of written.slice(1, -1).split('|')) selector?.wanted.push([label, value]);
      }
      parents.push(name);
    },
    leave: () => void parents.pop(),
  });
  return { selectors, grouping };
}
