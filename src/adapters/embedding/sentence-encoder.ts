/**
 * Sentence embedding with an E5 model in ONNX (Wang et al., "Multilingual E5 Text Embeddings", 2024): role prefix,
 * mean of the last layer over the tokens, L2 norm.
 *
 * Texts go through the model one at a time. On two cores a batch of four takes four times as long as one text, so
 * batches gain nothing, and a vector never depends on its neighbours.
 */
import { resolve } from 'node:path';
import { AutoModel, AutoTokenizer, env, LogLevel, Tensor } from '@huggingface/transformers';
import { z } from 'zod';
import { cutLongWords, meanDirection, splitIntoWindows } from './cut-texts.ts';

/**
 * Waiting threads sleep instead of spinning: alone on two cores a passage takes 31 ms instead of 28, but 95 instead of
 * 144 on cores shared with the database and the requests.
 */
const SESSION_OPTIONS = { extra: { session: { intra_op: { allow_spinning: '0' } } } };

/** Tokens shared by two pieces of a long text: about one sentence. */
const OVERLAP_TOKENS = 32;

const windowSchema = z.object({
  tokenizer: z.int().min(2 * OVERLAP_TOKENS),
  model: z.int().min(2 * OVERLAP_TOKENS),
});
const framedNothingSchema = z.tuple([z.int(), z.int()]);
const outputSchema = z.object({
  last_hidden_state: z.object({
    dims: z.tuple([z.literal(1), z.int().positive(), z.int().positive()]),
    data: z.instanceof(Float32Array),
  }),
});

export type TextRole = 'query' | 'passage';

export interface SentenceEncoder {
  readonly dimensions: number;
  /**
   * Returns the unit vector of a text. A text longer than the model's window is read in pieces of equal size, whose
   * vectors are averaged.
   * @param checkpoint called before each piece; throws to stop the work
   */
  encode(text: string, role: TextRole, checkpoint?: () => void): Promise<Float32Array>;
}

function stayOffline(): void {
  env.allowLocalModels = true;
  env.allowRemoteModels = false;
  env.useFSCache = false;
  env.fetch = (input) => Promise.reject(new Error(`accès réseau refusé : ${String(input)}`));
  // On an error the library prints its inputs, which are people's requests, and throws anyway.
  env.logLevel = LogLevel.NONE;
}

/** Wraps each call into native code. */
export type RunInside = <T>(work: () => Promise<T>) => Promise<T>;

async function openModel(modelDirectory: string, runInside: RunInside) {
  stayOffline();
  // A relative path may be taken for the name of a model to download.
  const path = resolve(modelDirectory);
  const tokenizer = await AutoTokenizer.from_pretrained(path);
  const model = await runInside(() =>
    AutoModel.from_pretrained(path, { dtype: 'int8', device: 'cpu', session_options: SESSION_OPTIONS }),
  );
  const limits = windowSchema.parse({
    tokenizer: tokenizer.model_max_length,
    model: Reflect.get(model.config, 'max_position_embeddings'),
  });
  return { tokenizer, model, maxTokens: Math.min(limits.tokenizer, limits.model) };
}

/**
 * Loads `tokenizer.json`, `tokenizer_config.json`, `config.json` and `onnx/model_int8.onnx` of a folder, offline.
 * Takes about 0.3 s and 200 MB, and computes on the calling thread: servers run it in a worker.
 * @throws Error when a file is missing or invalid
 */
export async function loadSentenceEncoder(
  modelDirectory: string,
  runInside: RunInside = (work) => work(),
): Promise<SentenceEncoder> {
  const { tokenizer, model, maxTokens } = await openModel(modelDirectory, runInside);
  const [first, last] = framedNothingSchema.parse(tokenizer.encode(''));

  async function run(tokens: readonly number[]) {
    const shape = [1, tokens.length];
    const inputs = {
      input_ids: new Tensor('int64', BigInt64Array.from(tokens, BigInt), shape),
      attention_mask: new Tensor('int64', new BigInt64Array(tokens.length).fill(1n), shape),
    };
    const output: unknown = await runInside(async () => model(inputs));
    const { dims, data } = outputSchema.parse(output).last_hidden_state;
    const dimensions = dims[2];
    return meanDirection(tokens.map((_, row) => data.subarray(row * dimensions, (row + 1) * dimensions)));
  }

  async function encode(text: string, role: TextRole, checkpoint?: () => void): Promise<Float32Array> {
    const prefix = tokenizer.encode(`${role}: `, { add_special_tokens: false });
    const tokens = tokenizer
      .encode(`${role}: ${cutLongWords(text)}`, { add_special_tokens: false })
      .slice(prefix.length);
    const windows = splitIntoWindows(tokens.length, maxTokens - prefix.length - 2, OVERLAP_TOKENS);
    const pieces: Float32Array[] = [];
    for (const { start, end } of windows) {
      checkpoint?.();
      pieces.push(await run([first, ...prefix, ...tokens.slice(start, end), last]));
    }
    return meanDirection(pieces);
  }

  const probe = await encode('économie sociale et solidaire', 'query');
  return { dimensions: probe.length, encode };
}
