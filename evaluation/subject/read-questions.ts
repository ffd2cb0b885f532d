import { z } from 'zod';
import { readJson } from '../read-json.ts';

const text = z.string().trim().min(1);
const offSubjectSchema = z.array(z.strictObject({ family: z.string(), text }));
const onSubjectSchema = z.array(
  z.strictObject({ form: z.string(), text, covered: z.literal(false).optional() }),
);
const needsSchema = z.array(z.strictObject({ text, needs: z.array(text).min(1) }));

function read<T>(name: string, schema: z.ZodType<T>): Promise<T> {
  return readJson(new URL(name, import.meta.url), schema);
}

export const readOffSubject = () => read('off-subject.json', offSubjectSchema);
export const readOnSubject = () => read('on-subject.json', onSubjectSchema);
/** Requests of one need, in several sentences; fictional. */
export const readSingleNeeds = () => read('single-needs.json', z.array(text));
/** Each need is an exact part of the text, in its order. */
export const readNeeds = () => read('needs.json', needsSchema);
