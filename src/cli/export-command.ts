import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { countNoun } from '../domain/french/formats.ts';
import { addCommand, EXIT, say } from './command.ts';
import { withService } from './service.ts';
import { errorCode, writeFile } from './write-file.ts';

type Records = AsyncIterable<object> | readonly object[];

async function* toLines(records: Records, onLine: () => void): AsyncIterable<string> {
  for await (const record of records) {
    yield `${JSON.stringify(record)}\n`;
    onLine();
  }
}

/** Tolerates a reader that closes the output early. */
async function writeOutput(lines: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(lines), process.stdout, { end: false });
  } catch (error) {
    if (errorCode(error) !== 'EPIPE') throw error;
  }
}

/** Writes to a file, which it says, or without a path to standard output. */
export async function writeRecords(records: Records, path: string | undefined): Promise<void> {
  let written = 0;
  const lines = toLines(records, () => {
    written += 1;
  });
  if (path === undefined) await writeOutput(lines);
  else {
    await writeFile(path, lines);
    say(`Export écrit dans ${path} : ${countNoun(written, 'ligne', 'lignes')}.`);
  }
}

export const output = z.string().min(1).optional().meta({
  title: '<fichier>',
  description: 'écrit dans ce fichier, et non sur la sortie standard',
});

export function addExportCommand(program: Command): void {
  addCommand(program, {
    name: 'export',
    description:
      'Écrit toutes les ressources, les expériences (réservées aux membres comprises) et les corrections, une par ligne (NDJSON).',
    options: {
      material: z.boolean().default(false).meta({
        description:
          'écrit plutôt les pages relues en entier, avec ce qui en a été décidé, pour ajuster de nouveau la lecture',
      }),
      output,
    },
    run: ({ output: path, material }) =>
      withService(async (_, { administration: { exportMaterial, exportRecords }, signal }) => {
        await writeRecords(material ? exportMaterial(signal) : exportRecords(signal), path);
        return EXIT.ok;
      }),
  });
}
