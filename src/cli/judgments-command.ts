import type { Command } from 'commander';
import { countNoun } from '../domain/french/formats.ts';
import { addCommand, EXIT, personText, say } from './command.ts';
import { output, writeRecords } from './export-command.ts';
import { withService } from './service.ts';

const COMMAND_LINE = { actor: 'cli', audience: 'members', mayEdit: true } as const;

export function addJudgmentsCommand(program: Command): void {
  const judgments = program
    .command('judgments')
    .summary('échange les demandes jugées avec une autre rédaction')
    .description(
      'Échange les demandes jugées avec une autre rédaction : chacune tient en une ligne de JSON, que le classement retient.',
    )
    .usage('<export|import> [options]');
  addCommand(judgments, {
    name: 'export',
    description: 'Écrit les demandes jugées ici, une par ligne.',
    options: { output },
    run: ({ output: path }) =>
      withService(async ({ judgments: { exported } }) => {
        const requests = await exported();
        await writeRecords(requests, path);
        return requests.length === 0 ? EXIT.nothingFound : EXIT.ok;
      }),
  });
  addCommand(judgments, {
    name: 'import',
    description:
      'Reprend des demandes jugées ; ce qu’elles disent d’expériences ou de leviers inconnus ici est laissé.',
    argument: 'file',
    options: {
      file: personText(1, 4_000).meta({ title: '<fichier>', description: 'demandes jugées, une par ligne' }),
    },
    run: ({ file }) =>
      withService(async ({ judgments: { adopt } }) => {
        const { readJudgedLines } = await import('../composition/compose.ts');
        const requests = await readJudgedLines(file);
        const changed = await adopt(requests, COMMAND_LINE);
        const effect = changed === 0 ? 'rien ne change' : 'la prochaine réponse en tient compte';
        say(
          `${countNoun(requests.length, 'demande lue', 'demandes lues')}, ${countNoun(changed, 'reprise', 'reprises')} : ${effect}.`,
        );
        return changed === 0 ? EXIT.nothingFound : EXIT.ok;
      }),
  });
}
