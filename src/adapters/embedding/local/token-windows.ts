/**
 * Covers `length` tokens with the fewest windows of at most `room` tokens (`room` > `overlap` >= 0). All windows have
 * the same size, so that their mean does not favour a short remainder; neighbours share at least `overlap` tokens, so
 * that every sentence is whole in one of them. Ends are exclusive.
 */
export function splitIntoWindows(
  length: number,
  room: number,
  overlap: number,
): readonly { start: number; end: number }[] {
  if (length <= room) return [{ start: 0, end: length }];
  const count = Math.ceil((length - overlap) / (room - overlap));
  const size = Math.ceil((length + (count - 1) * overlap) / count);
  return Array.from({ length: count }, (_, index) => {
    const start = Math.floor((index * (length - size)) / (count - 1));
    return { start, end: start + size };
  });
}
