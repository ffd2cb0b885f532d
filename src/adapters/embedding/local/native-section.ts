/**
 * When a thread may be stopped. Terminating a thread that is inside the native code of onnxruntime
 * aborts the whole process (an uncaught `Napi::Error`). So the thread says when it goes in and
 * out, in memory shared with whoever stops it; the one that is inside stops by itself on its way out.
 */
const OUTSIDE = 0;
const INSIDE = 1;
/** It will be terminated, and must not go in any more. */
const DOOMED = 2;
/** It is inside, and must stop when it comes out. */
const LEAVING = 3;

export function createNativeSection(): SharedArrayBuffer {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
}

/** Runs, in the thread, what enters native code; does not return when the thread is to stop. */
export async function runInside<T>(section: SharedArrayBuffer, work: () => Promise<T>): Promise<T> {
  const state = new Int32Array(section);
  if (Atomics.compareExchange(state, 0, OUTSIDE, INSIDE) !== OUTSIDE) process.exit();
  try {
    return await work();
  } finally {
    if (Atomics.compareExchange(state, 0, INSIDE, OUTSIDE) === LEAVING) process.exit();
  }
}

/**
 * Asks a thread to stop.
 * @returns true when the caller may terminate it, false when it will stop by itself
 */
export function requestStop(section: SharedArrayBuffer): boolean {
  const state = new Int32Array(section);
  // The thread may go in or out between two looks: try both until one of them holds.
  for (;;) {
    const outside = Atomics.compareExchange(state, 0, OUTSIDE, DOOMED);
    if (outside === OUTSIDE || outside === DOOMED) return true;
    const inside = Atomics.compareExchange(state, 0, INSIDE, LEAVING);
    if (inside === INSIDE || inside === LEAVING) return false;
  }
}
