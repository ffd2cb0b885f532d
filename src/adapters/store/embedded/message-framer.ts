const TYPE_BYTES = 1;
const LENGTH_BYTES = 4;

/**
 * Regroups the bytes of a PostgreSQL client into whole messages: the embedded database reads a block
 * to its end, and takes a message cut in two for the end of the connection.
 *
 * A message is a type byte, then its length (32 bits, big-endian, itself included), then its body;
 * the first one of a connection has no type byte (PostgreSQL documentation, "Message Formats").
 *
 * @returns a function that takes the next bytes and returns all the messages that are now complete, in
 * one block, or null when none is
 */
export function createMessageFramer(): (bytes: Uint8Array) => Uint8Array | null {
  let pending = new Uint8Array(0);
  let isFirst = true;

  return (bytes) => {
    const all = new Uint8Array(pending.length + bytes.length);
    all.set(pending);
    all.set(bytes, pending.length);
    const view = new DataView(all.buffer);
    let end = 0;
    for (;;) {
      const header = isFirst ? 0 : TYPE_BYTES;
      if (end + header + LENGTH_BYTES > all.length) break;
      const next = end + header + view.getUint32(end + header);
      if (next > all.length) break;
      end = next;
      isFirst = false;
    }
    pending = all.slice(end);
    return end === 0 ? null : all.subarray(0, end);
  };
}
