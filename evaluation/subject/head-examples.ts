import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readOffSubject, readOnSubject } from './read-questions.ts';

const QUESTIONS_FILE = new URL('./calibration-questions.json', import.meta.url);
/** Form of `on-subject.json` whose questions name nothing precise. */
const VAGUE_FORM = 'souhait-vague';

/** Ridges of the heads; see `fitHead`. */
export const SUBJECT_RIDGE = 1e-4;
export const WORDING_RIDGE = 1e-4;
export const VAGUE_RIDGE = 1e-3;

const questionsSchema = z.strictObject({
  offTopic: z.array(z.string()).min(20),
  onTopic: z.array(z.strictObject({ experience: z.string(), question: z.string() })).min(20),
  unanswered: z.array(z.string()).min(20),
  keywords: z.array(z.string()).min(20),
  vague: z.array(z.string()).min(20),
});
export type CalibrationQuestions = z.infer<typeof questionsSchema>;

export async function readCalibrationQuestions(): Promise<CalibrationQuestions> {
  return questionsSchema.parse(JSON.parse(await readFile(QUESTIONS_FILE, 'utf8')));
}

/** Question of one class of a head; those of a group are alike, and are held out together. */
export interface HeadQuestion {
  readonly text: string;
  readonly positive: boolean;
  readonly group: string;
}

/** Returns the questions on and off the subject, and those on the subject that are vague or precise. */
export async function readHeadExamples(
  questions: CalibrationQuestions,
): Promise<{ readonly subject: readonly HeadQuestion[]; readonly vague: readonly HeadQuestion[] }> {
  const written = await readOnSubject();
  const as = (texts: readonly string[], positive: boolean, group: string) =>
    texts.map((text) => ({ text, positive, group }));
  const precise = [
    ...questions.onTopic.map(({ question }) => question),
    ...questions.unanswered,
    ...questions.keywords,
  ];
  const isVague = ({ form }: { readonly form: string }) => form === VAGUE_FORM;
  const ofForm = ({ text, form }: { readonly text: string; readonly form: string }) => ({
    text,
    group: form,
  });
  return {
    subject: [
      ...(await readOffSubject()).map(({ text, family }) => ({ text, positive: false, group: family })),
      ...written.map((question) => ({ ...ofForm(question), positive: true })),
      ...as(questions.offTopic, false, 'calibration-off'),
      ...as(precise, true, 'calibration-precise'),
      ...as(questions.vague, true, 'calibration-vague'),
    ],
    vague: [
      ...questions.vague.map((text) => ({ text, positive: true, group: text })),
      ...precise.map((text) => ({ text, positive: false, group: text })),
      ...written.map((question) => ({
        text: question.text,
        positive: isVague(question),
        group: question.text,
      })),
    ],
  };
}
