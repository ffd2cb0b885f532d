const LF = 0x0a;
/** Enough for many records, small enough to show progress. */
const BATCH_BYTES = 1_000_000;

export type RecordBatch =
  /** Whole lines; `firstLine` counts from 1. */
  | { readonly kind: 'lines'; readonly bytes: Uint8Array; readonly firstLine: number }
  /** Line dropped because it is too long. */
  | { readonly kind: 'too-long'; readonly line: number };

/** Cuts a stream of NDJSON into batches of whole lines; holds one line and one batch in memory at most. */
export async function* splitRecordBatches(
  chunks: AsyncIterable<Uint8Array>,
  maxLineBytes: number,
): AsyncGenerator<RecordBatch> {
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let batch: Uint8Array[] = [];
  let batchBytes = 0;
  let firstLine = 1;
  let line = 1;
  let isTooLong = false;
  const flush = (): RecordBatch => {
    const bytes = Buffer.concat(batch);
    batch = [];
    batchBytes = 0;
    return { kind: 'lines', bytes, firstLine };
  };
  const endLine = function* (): Generator<RecordBatch> {
    if (isTooLong || batchBytes >= BATCH_BYTES) {
      if (batchBytes > 0) yield flush();
      firstLine = line;
    }
    if (isTooLong) {
      yield { kind: 'too-long', line };
      firstLine = line + 1;
    } else {
      batch.push(...pending);
      batchBytes += pendingBytes;
    }
    pending = [];
    pendingBytes = 0;
    isTooLong = false;
    line += 1;
  };
  for await (const chunk of chunks) {
    let from = 0;
    while (from < chunk.length) {
      const found = chunk.indexOf(LF, from);
      const to = found === -1 ? chunk.length : found + 1;
      pendingBytes += to - from;
      isTooLong ||= pendingBytes > maxLineBytes;
      if (isTooLong) pending = [];
      else pending.push(chunk.subarray(from, to));
      from = to;
      if (found !== -1) yield* endLine();
    }
  }
  if (pendingBytes > 0) yield* endLine();
  if (batchBytes > 0) yield flush();
}
