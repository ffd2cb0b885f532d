import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

const answerSchema = z.object({
  status: z.int(),
  location: z.string().nullable(),
  type: z.string(),
  body: z.string(),
});

/** Answer that a retry receives again. */
export type KeptAnswer = z.infer<typeof answerSchema>;

const secretOf = (key: string) => Buffer.from(hkdfSync('sha256', key, '', 'essaimage kept answer', 32));

/** Encrypts an answer: without the client's key, a copy of the database does not show it. */
export function sealAnswer(answer: KeptAnswer, key: string): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, secretOf(key), iv);
  const content = Buffer.concat([cipher.update(JSON.stringify(answer)), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), content]);
}

/** @throws Error when another key sealed it */
export function openAnswer(sealed: Uint8Array, key: string): KeptAnswer {
  const decipher = createDecipheriv(ALGORITHM, secretOf(key), sealed.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const content = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  return answerSchema.parse(JSON.parse(content.toString('utf8')));
}
