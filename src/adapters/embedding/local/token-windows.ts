export interface TokenWindow {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/**
 * Covers `length` tokens with the fewest windows of at most `room` tokens (`room` > `overlap` >= 0).
 * They have the same size, so that their mean does not favour a short remainder, and two
 * neighbours share at least `overlap` tokens, so that no sentence is only seen cut in two.
 */
export function splitIntoWindows(length: number, room: number, overlap: number): readonly TokenWindow[] {
  if (length <= room) return [{ start: 0, end: length }];
  const count = Math.ceil((length - overlap) / (room - overlap));
  const size = Math.ceil((length + (count - 1) * overlap) / count);
  return Array.from({ length: count }, (_, index) => {
    const start = Math.floor((index * (length - size)) / (count - 1));
    return { start, end: start + size };
  });
}
