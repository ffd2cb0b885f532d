/**
 * State that says when a thread may be terminated. Terminating a thread inside the native code of onnxruntime aborts
 * the whole process (an uncaught `Napi::Error`). So the thread records in shared memory when it enters and leaves that
 * code; a thread that must stop while inside exits by itself when it leaves.
 */
const OUTSIDE = 0;
const INSIDE = 1;
/** Will be terminated, and must not enter again. */
const DOOMED = 2;
/** Inside, and must exit when it leaves. */
const LEAVING = 3;

export function createNativeSection(): SharedArrayBuffer {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
}

/** Runs, in the thread, work that enters native code. Does not return when the thread must stop. */
export async function runInside<T>(section: SharedArrayBuffer, work: () => Promise<T>): Promise<T> {
  const state = new Int32Array(section);
  if (Atomics.compareExchange(state, 0, OUTSIDE, INSIDE) !== OUTSIDE) process.exit();
  try {
    return await work();
  } finally {
    if (Atomics.compareExchange(state, 0, INSIDE, OUTSIDE) === LEAVING) process.exit();
  }
}

/** Asks a thread to stop. @returns true when the caller may terminate it, false when it will exit by itself */
export function requestStop(section: SharedArrayBuffer): boolean {
  const state = new Int32Array(section);
  // The thread may enter or leave between the two exchanges: try both until one succeeds.
  for (;;) {
    const outside = Atomics.compareExchange(state, 0, OUTSIDE, DOOMED);
    if (outside === OUTSIDE || outside === DOOMED) return true;
    const inside = Atomics.compareExchange(state, 0, INSIDE, LEAVING);
    if (inside === INSIDE || inside === LEAVING) return false;
  }
}
