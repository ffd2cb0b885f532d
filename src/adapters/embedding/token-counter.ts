import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { modelInvalid } from './embedding-errors.ts';

const objectSchema = z.looseObject({});
const windowSchema = z.object({ model_max_length: z.int().positive() });
const modelSchema = z.object({ max_position_embeddings: z.int().positive() });

export interface TokenCounter {
  /** The longest text of the model, in tokens, the special ones included. */
  readonly maxTokens: number;
  /** The tokens of a text with its prefix, the special ones included. */
  count(text: string): number;
}

/**
 * Loads the tokenizer of a model folder and not its weights: 0.2 s and some megabytes.
 * @throws DomainError `model-invalid`
 */
export async function loadTokenCounter(modelDirectory: string): Promise<TokenCounter> {
  const read = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(join(modelDirectory, file), 'utf8'));
  try {
    const tokenizerConfig = objectSchema.parse(await read('tokenizer_config.json'));
    const tokenizer = new Tokenizer(objectSchema.parse(await read('tokenizer.json')), tokenizerConfig);
    const { model_max_length } = windowSchema.parse(tokenizerConfig);
    const { max_position_embeddings } = modelSchema.parse(await read('config.json'));
    return {
      maxTokens: Math.min(model_max_length, max_position_embeddings),
      count: (text) => tokenizer.encode(text).ids.length,
    };
  } catch (cause) {
    const remedy =
      'Vérifiez EMBEDDING_MODEL_DIR : le découpage des textes se fait ici, avec les fichiers du modèle.';
    throw modelInvalid(
      modelDirectory,
      'son découpage en mots (tokenizer.json) ne se charge pas',
      remedy,
      cause,
    );
  }
}
