import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { modelInvalid } from '../common/embedding-errors.ts';

const configSchema = z.looseObject({ model_max_length: z.int().positive() });
const modelSchema = z.object({ max_position_embeddings: z.int().positive() });

/**
 * Loads the tokenizer of a model folder, without the weights: 0.2 s and some megabytes.
 * @returns a function that says whether a text with its prefix fits in the model's window, special tokens included
 * @throws DomainError `model-invalid`
 */
export async function loadWindow(modelDirectory: string): Promise<(text: string) => boolean> {
  const read = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(join(modelDirectory, file), 'utf8'));
  try {
    const config = configSchema.parse(await read('tokenizer_config.json'));
    const { max_position_embeddings } = modelSchema.parse(await read('config.json'));
    const tokenizer = new Tokenizer(z.looseObject({}).parse(await read('tokenizer.json')), config);
    const maxTokens = Math.min(config.model_max_length, max_position_embeddings);
    return (text) => tokenizer.encode(text).ids.length <= maxTokens;
  } catch (cause) {
    const reason = 'son découpage en mots (tokenizer.json) ne se charge pas';
    const remedy =
      'Vérifiez EMBEDDING_MODEL_DIR : les textes sont découpés ici, avec les fichiers du modèle.';
    throw modelInvalid(modelDirectory, reason, remedy, cause);
  }
}
