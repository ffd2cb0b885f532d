import type { Command } from 'commander';
import { z } from 'zod';
import type { ManageKeys } from '../application/access/manage-keys.ts';
import { explainFailure } from '../application/common/explain-failure.ts';
import { parseConfig } from '../config.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { collect, personText } from './options.ts';
import { printAnswer, say } from './output.ts';
import { printKeys, printNewKey, printRevokedKey } from './print/keys.ts';
import { action } from './usage-error.ts';

const scope = z.enum(
  ['read:members', 'import', 'admin'],
  'read:members, import ou admin est attendu ; répétez l’option pour en donner plusieurs',
);

const createSchema = z.object({
  scope: z
    .array(scope, 'donnez au moins un droit : read:members, import ou admin')
    .transform((scopes) => [...new Set(scopes)]),
  label: z.string('dites à quoi sert la clé et à qui elle est remise').pipe(personText(1, 100)),
  expires: z.iso
    .date('un jour est attendu : AAAA-MM-JJ')
    .refine((day) => day >= new Date().toISOString().slice(0, 10), 'ce jour est passé')
    .optional(),
  json: z.boolean().default(false),
});

const listSchema = z.object({ json: z.boolean().default(false) });
const revokeSchema = z.object({ prefix: personText(1, 100), json: z.boolean().default(false) });

async function answer<T>(
  isJson: boolean,
  use: (keys: ManageKeys) => Promise<T>,
  print: (answer: T) => readonly string[],
): Promise<ExitCode> {
  const config = parseConfig(process.env);
  const { composeKeys } = await import('../composition/command-line.ts');
  const { keys, close } = await composeKeys(config).catch((error: unknown) => {
    if (explainFailure(error)?.code === 'data-folder-locked') {
      say('Le service gère aussi les clés pendant qu’il tourne : /v1/keys, avec une clé « admin ».');
    }
    throw error;
  });
  try {
    printAnswer(isJson, await use(keys), print);
    return EXIT.ok;
  } finally {
    await close();
  }
}

function create({ scope: scopes, label, expires, json }: z.output<typeof createSchema>): Promise<ExitCode> {
  const use = async (keys: ManageKeys) => {
    const { key, token } = await keys.create({ label, scopes, expiresOn: expires });
    return { ...key, token };
  };
  return answer(json, use, printNewKey);
}

const list = ({ json }: z.output<typeof listSchema>) => answer(json, (keys) => keys.list(), printKeys);

const revoke = ({ prefix, json }: z.output<typeof revokeSchema>) =>
  answer(json, (keys) => keys.revoke(prefix), printRevokedKey);

export function addKeysCommand(program: Command): void {
  const keys = program
    .command('keys')
    .summary('crée, liste et révoque les clés de l’API')
    .description(
      'Crée, liste et révoque les clés de l’API. Droits : read:members (lire ce qui est réservé aux membres), import (importer et corriger), admin (gérer les clés) ; aucun n’en contient un autre.',
    )
    .usage('<create|list|revoke> [options]');
  keys
    .command('create')
    .description('Crée une clé et la montre une seule fois : seule l’empreinte de son secret est conservée.')
    .option('--label <texte>', 'à quoi elle sert, et à qui elle est remise')
    .option('--expires <jour>', 'dernier jour où elle est valable, AAAA-MM-JJ')
    .option('--json', 'écrit la réponse en JSON')
    .option('--scope <droit>', 'read:members, import ou admin ; peut être répétée', collect)
    .action(action(createSchema, create));
  keys
    .command('list')
    .description('Liste les clés, révoquées comprises, sans leurs secrets.')
    .option('--json', 'écrit la réponse en JSON')
    .action(action(listSchema, list));
  keys
    .command('revoke')
    .description('Révoque une clé : elle ne donne plus aucun droit, dès la requête suivante.')
    .argument('<préfixe>', 'ce qui précède le point : ess_…')
    .option('--json', 'écrit la réponse en JSON')
    .action(action(revokeSchema, revoke, 'prefix'));
}
