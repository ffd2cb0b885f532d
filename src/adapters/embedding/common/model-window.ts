import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { modelInvalid } from './embedding-errors.ts';
import { cutLongWords } from './long-words.ts';

const configSchema = z.looseObject({ model_max_length: z.int().positive() });
const modelSchema = z.object({ max_position_embeddings: z.int().positive() });

/** Window of a model, and the number of tokens of a text, without the special ones. */
interface ModelWindow {
  readonly maxTokens: number;
  readonly countTokens: (text: string) => number;
}

/**
 * Loads the tokenizer of a model folder, without the weights: 0.2 s and some megabytes.
 * @throws DomainError `model-invalid`
 */
export async function loadWindow(modelDirectory: string): Promise<ModelWindow> {
  const read = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(join(modelDirectory, file), 'utf8'));
  try {
    const config = configSchema.parse(await read('tokenizer_config.json'));
    const { max_position_embeddings } = modelSchema.parse(await read('config.json'));
    const tokenizer = new Tokenizer(z.looseObject({}).parse(await read('tokenizer.json')), config);
    const count = (text: string) => tokenizer.encode(cutLongWords(text)).ids.length;
    const specialCount = count('');
    return {
      maxTokens: Math.min(config.model_max_length, max_position_embeddings) - specialCount,
      countTokens: (text) => count(text) - specialCount,
    };
  } catch (cause) {
    const reason = 'son découpage en mots (tokenizer.json) ne se charge pas';
    const remedy =
      'Vérifiez EMBEDDING_MODEL_DIR : les textes sont découpés ici, avec les fichiers du modèle.';
    throw modelInvalid(modelDirectory, reason, remedy, cause);
  }
}
