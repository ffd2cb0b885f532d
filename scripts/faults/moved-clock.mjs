// Loaded before everything in each thread of a service (NODE_OPTIONS): its dates are those of a clock that is off by
// the seconds that the file named by MOVED_CLOCK_FILE says, read again all the time. What counts elapsed time
// (timers, performance.now) goes on as it does when a real clock jumps.
import { readFileSync } from 'node:fs';

const file = process.env.MOVED_CLOCK_FILE;
const RealDate = Date;
let offsetMs = 0;

function read() {
  const seconds = Number(readFileSync(file, 'utf8'));
  if (Number.isFinite(seconds)) offsetMs = seconds * 1_000;
}

if (file !== undefined) {
  read();
  setInterval(read, 20).unref();
  globalThis.Date = class MovedDate extends RealDate {
    constructor(...given) {
      if (given.length === 0) super(RealDate.now() + offsetMs);
      else super(...given);
    }

    static now() {
      return RealDate.now() + offsetMs;
    }
  };
}
