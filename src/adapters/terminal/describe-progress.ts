/** Progress of a long task: `done` items of `total`, after `elapsedMs`. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly elapsedMs: number;
}

/** Writes « 12,4 » below 100, « 340 » above. */
function formatRate(perSecond: number): string {
  return perSecond.toFixed(perSecond < 100 ? 1 : 0).replace('.', ',');
}

/** Writes « 8 s » or « 1 min 20 s »; never less than a second. */
function formatDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}

/** Writes « 45/122 expériences · 8,2/s · reste 9 s »: count, rate since the start, and time left at that rate. */
export function describeProgress({ done, total, elapsedMs }: Progress, items: string): string {
  const count = `${done}/${total} ${items}`;
  if (done === 0 || elapsedMs <= 0) return count;
  const perSecond = (done * 1_000) / elapsedMs;
  const rate = `${count} · ${formatRate(perSecond)}/s`;
  return done >= total ? rate : `${rate} · reste ${formatDuration(((total - done) * 1_000) / perSecond)}`;
}
