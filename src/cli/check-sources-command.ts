import { open, readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import type { SourceCheck } from '../application/operate/check-sources.ts';
import { parseConfig } from '../config.ts';
import { countNoun } from '../domain/french/formats.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { interruptible } from './interruption.ts';
import { say } from './output.ts';
import { action, UsageError } from './usage-error.ts';
import { errorCode } from './write-file.ts';

const optionsSchema = z.object({ output: z.string().min(1).default('sources.csv') });

const HEADER = 'adresse;constat;détail;expériences';
const OUTCOMES: Readonly<Record<SourceCheck['outcome'], string>> = {
  reached: 'atteinte',
  moved: 'déplacée',
  'to-check': 'à vérifier',
};

/** A field that a spreadsheet reads as text: between quotes, on one line, never a formula. */
function field(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('"', '""');
  return `"${/^[=+\-@]/.test(line) ? `'${line}` : line}"`;
}

function toRow({ url, experiences, outcome, detail }: SourceCheck): string {
  return [url, OUTCOMES[outcome], detail, experiences.join(' | ')].map(field).join(';');
}

/**
 * Returns the whole lines of the report of an earlier run; none without one.
 * @throws UsageError when the file is something else
 */
async function readEarlier(path: string): Promise<readonly string[]> {
  try {
    const text = await readFile(path, 'utf8');
    if (text !== '' && !text.startsWith(`${HEADER}\n`)) {
      throw new UsageError(
        `--output : « ${path} » n’est pas un rapport de cette commande ; donnez un autre fichier.`,
      );
    }
    return text.split('\n').slice(0, -1);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function run(path: string): Promise<ExitCode> {
  const config = parseConfig(process.env);
  const { composeCheckSources } = await import('../composition/command-line.ts');
  const { createProgressDisplay } = await import('../composition/compose.ts');
  return interruptible(async (signal) => {
    const earlier = await readEarlier(path);
    const report = await open(path, 'a');
    const display = createProgressDisplay({ stream: process.stderr, title: 'Sources', items: 'adresses' });
    const close: (() => Promise<void>)[] = [() => report.close()];
    let toCheck = 0;
    try {
      // A line that an interruption cut is written again.
      await report.truncate(Buffer.byteLength(earlier.map((line) => `${line}\n`).join('')));
      if (earlier.length === 0) await report.write(`${HEADER}\n`);
      const sources = await composeCheckSources(config);
      close.push(sources.close);
      const isDone = (url: string) => earlier.some((line) => line.startsWith(`${field(url)};`));
      for await (const check of sources.checkSources({
        isDone,
        signal,
        onProgress: (now) => display.advance(now),
      })) {
        await report.write(`${toRow(check)}\n`);
        if (check.outcome !== 'reached') toCheck += 1;
      }
    } finally {
      display.end();
      for (const end of close) await end();
    }
    say(
      `Rapport : ${path}. ${countNoun(toCheck, 'adresse à regarder', 'adresses à regarder')} cette fois-ci.`,
    );
    return EXIT.ok;
  });
}

async function checkSources({ output }: z.output<typeof optionsSchema>): Promise<ExitCode> {
  try {
    return await run(output);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    throw new UsageError(`--output : le fichier « ${output} » ne peut pas être écrit (${errorCode(error)}).`);
  }
}

export function addCheckSourcesCommand(program: Command): void {
  program
    .command('check-sources')
    .description(
      'Suit les adresses des sources publiques et écrit un rapport à relire ; ne change aucune fiche.',
    )
    .option(
      '--output <fichier>',
      'rapport (CSV), repris là où il s’est arrêté ; sources.csv si rien n’est dit',
    )
    .action(action(optionsSchema, checkSources));
}
