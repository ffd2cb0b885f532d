import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMessageFramer } from './message-framer.ts';

function message(type: string, body: Uint8Array): Buffer {
  const header = Buffer.alloc(type.length + 4);
  header.write(type, 'latin1');
  header.writeUInt32BE(4 + body.length, type.length);
  return Buffer.concat([header, body]);
}

const bodies = fc.uint8Array({ maxLength: 40 });
const conversations = fc
  .tuple(bodies, fc.array(fc.tuple(fc.constantFrom('P', 'B', 'E', 'S', 'Q'), bodies), { maxLength: 8 }))
  .map(([startup, rest]) => [message('', startup), ...rest.map(([type, body]) => message(type, body))]);

it('returns whole messages in order as soon as they are complete, for any cut', () => {
  fc.assert(
    fc.property(
      conversations,
      fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
      (messages, cuts) => {
        const sent = Buffer.concat(messages);
        const ends = messages.map((_, i) => Buffer.concat(messages.slice(0, i + 1)).length);
        const frame = createMessageFramer();
        let given = 0;
        let from = 0;
        for (let turn = 0; from < sent.length; turn += 1) {
          const to = Math.min(sent.length, from + (cuts[turn % cuts.length] ?? 1));
          const whole = frame(sent.subarray(from, to));
          const complete = ends.filter((end) => end <= to).at(-1) ?? 0;
          expect(whole === null ? null : Buffer.from(whole)).toEqual(
            complete === given ? null : sent.subarray(given, complete),
          );
          given = complete;
          from = to;
        }
        expect(given).toBe(sent.length);
      },
    ),
  );
});
