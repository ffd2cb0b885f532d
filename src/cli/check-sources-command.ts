import { open, readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import type { SourceCheck } from '../application/operate/check-sources.ts';
import { countNoun } from '../domain/french/formats.ts';
import { addCommand, EXIT, say, UsageError } from './command.ts';
import { interruptible, withDatabase } from './service.ts';
import { errorCode, unwritable } from './write-file.ts';

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

/**
 * Adds to the report the addresses that it has not yet. @returns the number of those to look at
 * @throws UsageError when the file is something else
 */
async function addChecks(path: string, signal: AbortSignal): Promise<number> {
  const { createProgressDisplay } = await import('../composition/compose.ts');
  const earlier = await readEarlier(path);
  const isDone = (url: string) => earlier.some((line) => line.startsWith(`${field(url)};`));
  // The file is opened last: a database that cannot be opened leaves it as it is.
  return withDatabase(async ({ checkSources }) => {
    const display = createProgressDisplay('Sources', 'adresses');
    const report = await open(path, 'a');
    try {
      // A line that an interruption cut is written again.
      await report.truncate(Buffer.byteLength(earlier.map((line) => `${line}\n`).join('')));
      if (earlier.length === 0) await report.write(`${HEADER}\n`);
      let toCheck = 0;
      for await (const check of checkSources({ isDone, signal, onProgress: display.advance })) {
        await report.write(`${toRow(check)}\n`);
        if (check.outcome !== 'reached') toCheck += 1;
      }
      return toCheck;
    } finally {
      display.end();
      await report.close();
    }
  });
}

export function addCheckSourcesCommand(program: Command): void {
  addCommand(program, {
    name: 'check-sources',
    description:
      'Suit les adresses des sources publiques et écrit un rapport à relire ; ne change aucune fiche.',
    options: {
      output: z.string().min(1).default('sources.csv').meta({
        title: '<fichier>',
        description: 'rapport (CSV), repris là où il s’est arrêté ; sources.csv si rien n’est dit',
      }),
    },
    async run({ output }) {
      try {
        const toCheck = await interruptible((signal) => addChecks(output, signal));
        const counted = countNoun(toCheck, 'adresse à regarder', 'adresses à regarder');
        say(`Rapport : ${output}. ${counted} cette fois-ci.`);
        return EXIT.ok;
      } catch (error) {
        throw errorCode(error) === null ? error : unwritable('--output', output, error);
      }
    },
  });
}
