/**
 * What one request to the model holds: about 200 tokens, 0.06 s on two cores. Enough that the thread
 * does not wait for the next request, little enough that a question does not wait for long.
 */
const BATCH_CHARACTERS = 800;

/** Cuts a list into runs of at most `BATCH_CHARACTERS` characters, a longer text alone. Keeps the order. */
export function* cutIntoMicroBatches(texts: readonly string[]): Generator<readonly string[]> {
  let batch: string[] = [];
  let characters = 0;
  for (const text of texts) {
    if (batch.length > 0 && characters + text.length > BATCH_CHARACTERS) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(text);
    characters += text.length;
  }
  if (batch.length > 0) yield batch;
}
