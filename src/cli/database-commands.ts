import type { Command } from 'commander';
import { z } from 'zod';
import type { ManageKeys } from '../application/access/manage-keys.ts';
import { action, EXIT, type ExitCode, personText, printAnswer } from './command.ts';
import { printFeedbackReport } from './print/feedback-report.ts';
import { printKeys, printNewKey, printRevokedKey } from './print/keys.ts';
import { wrap } from './print/layout.ts';
import { withDatabase } from './service.ts';

/* Commands that open the database alone: neither the model nor the index. */

const json = z.boolean().default(false);

const eraseSchema = z.object({ id: personText(1, 300), json });

function erase(options: z.output<typeof eraseSchema>): Promise<ExitCode> {
  const { id } = options;
  return withDatabase(async ({ deleteExperience }) => {
    await deleteExperience(id, { isErased: true }, { actor: 'cli', audience: 'members', mayEdit: true });
    printAnswer(options.json, { erased: id }, () =>
      wrap(
        `Fiche « ${id} » effacée : son texte n’est plus dans la base, et les imports ne la rapporteront pas. Restent les sauvegardes, les exports et sa source : docs/operations/personal-data.md.`,
      ),
    );
    return EXIT.ok;
  }, 'Le service efface aussi pendant qu’il tourne : DELETE /v1/experiences/<id>?erase=true.');
}

export function addEraseCommand(program: Command): void {
  program
    .command('erase')
    .description(
      'Efface une fiche et toutes les copies de son texte : corrections, historique, comptes rendus, imports préparés. Ne s’annule pas.',
    )
    .argument('<id>', 'identifiant de la fiche, supprimée ou non')
    .option('--json', 'écrit la réponse en JSON')
    .action(action(eraseSchema, erase, 'id'));
}

/** Start of a day, in the local time zone. */
const day = z.iso
  .date('une date AAAA-MM-JJ est attendue, par exemple 2026-01-31')
  .transform((text) => new Date(`${text}T00:00:00`).toISOString());

const reportSchema = z.object({ since: day.nullable().default(null), json });

function report(options: z.output<typeof reportSchema>): Promise<ExitCode> {
  return withDatabase(async ({ reportFeedback }) => {
    const found = await reportFeedback(options.since);
    printAnswer(options.json, found, printFeedbackReport);
    return found.total.useful + found.total.notUseful === 0 ? EXIT.nothingFound : EXIT.ok;
  });
}

export function addFeedbackCommand(program: Command): void {
  program
    .command('feedback')
    .description('Résume les avis donnés sur les expériences et les leviers proposés.')
    .usage('report [options]')
    .command('report')
    .description(
      'Compte les avis par expérience et par levier, réservées aux membres comprises, avec les raisons et les derniers commentaires.',
    )
    .option('--since <date>', 'depuis ce jour compris, AAAA-MM-JJ')
    .option('--json', 'écrit la réponse en JSON')
    .action(action(reportSchema, report));
}

const scope = z.enum(
  ['read:members', 'import', 'embed', 'admin'],
  'read:members, import, embed ou admin est attendu ; répétez l’option pour en donner plusieurs',
);

const createSchema = z.object({
  scope: z
    .array(scope, 'donnez au moins un droit : read:members, import, embed ou admin')
    .transform((scopes) => [...new Set(scopes)]),
  label: z.string('dites à quoi sert la clé et à qui elle est remise').pipe(personText(1, 100)),
  expires: z.iso
    .date('un jour est attendu : AAAA-MM-JJ')
    .refine((text) => text >= new Date().toISOString().slice(0, 10), 'ce jour est passé')
    .optional(),
  json,
});
const listSchema = z.object({ json });
const revokeSchema = z.object({ prefix: personText(1, 100), json });

function answer<T>(
  isJson: boolean,
  use: (keys: ManageKeys) => Promise<T>,
  print: (answer: T) => readonly string[],
): Promise<ExitCode> {
  return withDatabase(async ({ keys }) => {
    printAnswer(isJson, await use(keys), print);
    return EXIT.ok;
  }, 'Le service gère aussi les clés pendant qu’il tourne : /v1/keys, avec une clé « admin ».');
}

function create(options: z.output<typeof createSchema>): Promise<ExitCode> {
  const { label, scope: scopes, expires: expiresOn } = options;
  const use = async (keys: ManageKeys) => {
    const { key, token } = await keys.create({ label, scopes, expiresOn });
    return { ...key, token };
  };
  return answer(options.json, use, printNewKey);
}

const list = (options: z.output<typeof listSchema>) => answer(options.json, (keys) => keys.list(), printKeys);

const revoke = ({ prefix, ...options }: z.output<typeof revokeSchema>) =>
  answer(options.json, (keys) => keys.revoke(prefix), printRevokedKey);

export function addKeysCommand(program: Command): void {
  const keys = program
    .command('keys')
    .summary('crée, liste et révoque les clés de l’API')
    .description(
      'Crée, liste et révoque les clés de l’API. Droits : read:members (lire ce qui est réservé aux membres), import (importer et corriger), embed (se servir du modèle de langue), admin (gérer les clés) ; aucun n’en contient un autre.',
    )
    .usage('<create|list|revoke> [options]');
  keys
    .command('create')
    .description('Crée une clé et la montre une seule fois : seule l’empreinte de son secret est conservée.')
    .option('--label <texte>', 'à quoi elle sert, et à qui elle est remise')
    .option('--expires <jour>', 'dernier jour où elle est valable, AAAA-MM-JJ')
    .option('--json', 'écrit la réponse en JSON')
    .option(
      '--scope <droit>',
      'read:members, import, embed ou admin ; peut être répétée',
      (value: string, previous: readonly string[] = []) => [...previous, value],
    )
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
