/**
 * Fits the weights of bounded criteria to graded judgments.
 *
 * Loss: mean over requests of the cross-entropy between softmax(score / T) over the experiences and
 * their gains 2^grade − 1 scaled to sum to 1 (ListNet: Z. Cao et al., «Learning to Rank: From Pairwise
 * Approach to Listwise Approach», ICML 2007), plus λ · ‖w − prior‖². The score is the service's own:
 * s = Σ aᵢ·wᵢ·vᵢ / Σ aᵢ·wᵢ over the criteria that apply, with aᵢ the share of the weight that the request keeps;
 * hence ∂s/∂wᵢ = aᵢ·(vᵢ − s) / Σ a·w.
 */

/** One experience of a request: the value of each criterion in [0, 1], null where it does not apply. */
export interface FitCandidate {
  readonly id: string;
  readonly values: readonly (number | null)[];
}

export interface FitRequest {
  readonly id: string;
  readonly candidates: readonly FitCandidate[];
  /** Grades in the order of the candidates; at least one is above 0. */
  readonly grades: readonly number[];
}

export interface FitOptions {
  /** Pull towards the prior, >= 0. */
  readonly regularisation: number;
  /** T of the softmax, > 0: smaller differences of score hardly count. */
  readonly temperature: number;
  readonly steps: number;
}

export const DEFAULT_FIT: FitOptions = { regularisation: 64, temperature: 0.05, steps: 60 };

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Returns the score of one experience and the sum of the weights that apply. */
function score({ values }: FitCandidate, weights: readonly number[]): { score: number; mass: number } {
  let weighted = 0;
  let mass = 0;
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const weight = weights[index] ?? 0;
    weighted += weight * value;
    mass += weight;
  }
  return { score: mass === 0 ? 0 : weighted / mass, mass };
}

function softmax(values: readonly number[]): readonly number[] {
  const greatest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - greatest));
  const total = sum(powers);
  return powers.map((power) => power / total);
}

/** Adds the gradient of one request's cross-entropy to `gradient`. */
function addGradient(
  { candidates, grades }: FitRequest,
  weights: readonly number[],
  temperature: number,
  gradient: number[],
): void {
  const scores = candidates.map((candidate) => score(candidate, weights));
  const predicted = softmax(scores.map((entry) => entry.score / temperature));
  const gains = grades.map((grade) => 2 ** grade - 1);
  const total = sum(gains);
  for (const [index, candidate] of candidates.entries()) {
    const entry = scores[index];
    if (entry === undefined || entry.mass === 0) continue;
    const error = (predicted[index] ?? 0) - (gains[index] ?? 0) / total;
    for (const [criterion, value] of candidate.values.entries()) {
      if (value === null) continue;
      gradient[criterion] =
        (gradient[criterion] ?? 0) + (error * (value - entry.score)) / (entry.mass * temperature);
    }
  }
}

/**
 * Fits by projected gradient descent from the prior; weights stay >= 0. Deterministic.
 * @param prior one weight per criterion, summing to about 1; a criterion at 0 stays at 0
 */
export function fitWeights(
  requests: readonly FitRequest[],
  prior: readonly number[],
  { regularisation, temperature, steps }: FitOptions,
): readonly number[] {
  let weights = [...prior];
  for (let step = 0; step < steps; step += 1) {
    const gradient = weights.map(() => 0);
    for (const request of requests) addGradient(request, weights, temperature, gradient);
    const rate = 0.01 / (1 + step / 100);
    weights = weights.map((weight, index) => {
      if (prior[index] === 0) return 0;
      const pull = 2 * regularisation * (weight - (prior[index] ?? 0));
      return Math.max(0, weight - rate * ((gradient[index] ?? 0) / requests.length + pull));
    });
  }
  return weights;
}

/** Returns the ids of a request's experiences by score, best first, ties by id. */
export function rankWith({ candidates }: FitRequest, weights: readonly number[]): readonly string[] {
  return candidates
    .map((candidate) => ({ id: candidate.id, score: score(candidate, weights).score }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}
