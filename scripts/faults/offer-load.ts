/** Run by overload.ts in a process of its own: offers an open load, and writes what became of it. */

import { z } from 'zod';
import { offerOpen } from './offered-load.ts';

const [address, perSecond, durationMs] = z
  .tuple([z.url(), z.coerce.number().positive(), z.coerce.number().positive()])
  .parse(process.argv.slice(2));

process.stdout.write(JSON.stringify(await offerOpen(address, perSecond, durationMs)));
