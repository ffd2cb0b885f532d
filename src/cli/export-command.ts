import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import type { ExportRecords } from '../application/import/export-records.ts';
import { countNoun } from '../domain/french/sentences.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { say } from './output.ts';
import { withService } from './service.ts';
import { action, UsageError } from './usage-error.ts';

const optionsSchema = z.object({ output: z.string().min(1).optional() });

type Records = ReturnType<ExportRecords>;

async function* toLines(records: Records, onLine: () => void): AsyncIterable<string> {
  for await (const record of records) {
    yield `${JSON.stringify(record)}\n`;
    onLine();
  }
}

function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Writes the file atomically, readable by its owner only: it contains members' experiences. */
async function writeFileWhole(path: string, lines: AsyncIterable<string>): Promise<void> {
  const unfinished = `${path}.unfinished`;
  try {
    await pipeline(Readable.from(lines), createWriteStream(unfinished, { mode: 0o600 }));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (errorCode(error) === null) throw error;
    throw new UsageError(`--output : le fichier « ${path} » ne peut pas être écrit (${errorCode(error)}).`);
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

async function exportRecords({ output }: z.output<typeof optionsSchema>): Promise<ExitCode> {
  return withService(async (_, { administration, signal }) => {
    let written = 0;
    const lines = toLines(administration.exportRecords(signal), () => {
      written += 1;
    });
    if (output === undefined) await writeOutput(lines);
    else {
      await writeFileWhole(output, lines);
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
    .option('--output <fichier>', 'écrit dans ce fichier, et non sur la sortie standard')
    .action(action(optionsSchema, exportRecords));
}
