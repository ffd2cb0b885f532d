/** Linear classifier on the vectors of a model, stored with it: its logit is bias + weights · vector. */
export interface LinearHead {
  readonly bias: number;
  readonly weights: readonly number[];
}

/** Inner product; the cosine of unit vectors. */
export function dot(a: Float32Array, b: ArrayLike<number>): number {
  let sum = 0;
  for (let dimension = 0; dimension < a.length; dimension += 1) {
    sum += (a[dimension] ?? 0) * (b[dimension] ?? 0);
  }
  return sum;
}

export function logitOf(vector: Float32Array, { bias, weights }: LinearHead): number {
  return bias + dot(vector, weights);
}

/**
 * Computes a logistic regression: 1 / (1 + e^−(bias + Σ weight · feature)), in (0, 1).
 * @param names features to sum
 */
export function logisticProbability<F extends string>(
  names: readonly F[],
  features: Readonly<Record<F, number>>,
  weights: Readonly<Record<F | 'bias', number>>,
): number {
  const logit = names.reduce((sum, name) => sum + weights[name] * features[name], weights.bias);
  return 1 / (1 + Math.exp(-logit));
}

/** Classifiers of questions, stored with their model; `npm run calibrate` fits them on questions written for it. */
export interface QuestionHeads {
  /** «The question is on the subject of the service». */
  readonly subject: LinearHead;
  /** «The question names nothing precise», among those on the subject. */
  readonly vague: LinearHead;
  /** «An adviser would name this lever», by lever id. */
  readonly levers: Readonly<Record<string, LinearHead>>;
}

/** Logits of a question. */
export interface Leanings {
  readonly subject: number;
  readonly vague: number;
}

/** @param embedding unit vector of the question, by the model of the heads */
export function leaningsOf(embedding: Float32Array, { subject, vague }: QuestionHeads): Leanings {
  return { subject: logitOf(embedding, subject), vague: logitOf(embedding, vague) };
}
