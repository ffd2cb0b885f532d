import { type LinearHead, logitOf } from './linear-head.ts';

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
