import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { countNoun } from '../domain/french/formats.ts';
import { addCommand, EXIT, say } from './command.ts';
import { withService } from './service.ts';
import { errorCode, writeFile } from './write-file.ts';

async function* toLines(records: AsyncIterable<object>, onLine: () => void): AsyncIterable<string> {
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
      output: z.string().min(1).optional().meta({
        title: '<fichier>',
        description: 'écrit dans ce fichier, et non sur la sortie standard',
      }),
    },
    run: ({ output, material }) =>
      withService(async (_, { administration: { exportMaterial, exportRecords }, signal }) => {
        let written = 0;
        const lines = toLines(material ? exportMaterial(signal) : exportRecords(signal), () => {
          written += 1;
        });
        if (output === undefined) await writeOutput(lines);
        else {
          await writeFile(output, lines);
          say(`Export écrit dans ${output} : ${countNoun(written, 'ligne', 'lignes')}.`);
        }
        return EXIT.ok;
      }),
  });
}
