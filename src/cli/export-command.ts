import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import type { ExportMaterial } from '../application/import/export-material.ts';
import type { ExportRecords } from '../application/import/export-records.ts';
import { countNoun } from '../domain/french/formats.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { say } from './output.ts';
import { withService } from './service.ts';
import { action } from './usage-error.ts';
import { errorCode, writeFile } from './write-file.ts';

const optionsSchema = z.object({
  output: z.string().min(1).optional(),
  material: z.boolean().default(false),
});

type Records = ReturnType<ExportRecords> | ReturnType<ExportMaterial>;

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

async function exportRecords({ output, material }: z.output<typeof optionsSchema>): Promise<ExitCode> {
  return withService(async (_, { administration, signal }) => {
    let written = 0;
    const { exportMaterial, exportRecords: exportAll } = administration;
    const lines = toLines(material ? exportMaterial(signal) : exportAll(signal), () => {
      written += 1;
    });
    if (output === undefined) await writeOutput(lines);
    else {
      await writeFile(output, lines);
      say(`Export écrit dans ${output} : ${countNoun(written, 'ligne', 'lignes')}.`);
    }
    return EXIT.ok;
  });
}

export function addExportCommand(program: Command): void {
  program
    .command('export')
    .description(
      'Écrit toutes les ressources, les expériences (réservées aux membres comprises) et les corrections, une par ligne (NDJSON).',
    )
    .option(
      '--material',
      'écrit plutôt les pages relues en entier, avec ce qui en a été décidé, pour ajuster de nouveau la lecture',
    )
    .option('--output <fichier>', 'écrit dans ce fichier, et non sur la sortie standard')
    .action(action(optionsSchema, exportRecords));
}
