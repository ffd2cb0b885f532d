import type { Command } from 'commander';
import { z } from 'zod';
import type { Essaimage } from '../application/essaimage.ts';
import type { composeCommands } from '../composition/command-line.ts';
import { countNoun } from '../domain/french/formats.ts';
import { addCommand, EXIT, type ExitCode, json, personText, printAnswer } from './command.ts';
import { printKeys, printNewKey, printRevokedKey } from './print/keys.ts';
import { interruptible, withDatabase } from './service.ts';

/* Commands that open the database alone: neither the model nor the index. */

export function addEraseCommand(program: Command): void {
  addCommand(program, {
    name: 'erase',
    description:
      'Efface une fiche et toutes les copies de son texte : corrections, historique, comptes rendus, imports préparés. Ne s’annule pas.',
    argument: 'id',
    options: {
      id: personText(1, 300).meta({
        title: '<id>',
        description: 'identifiant de la fiche, supprimée ou non',
      }),
      json,
    },
    run: ({ id, json: isJson }) =>
      withDatabase(async ({ deleteExperience }) => {
        await deleteExperience(id, { isErased: true }, { actor: 'cli', audience: 'members', mayEdit: true });
        printAnswer(isJson, { erased: id }, () => [
          `Fiche « ${id} » effacée : son texte n’est plus dans la base, et les imports ne la rapporteront pas. Restent les sauvegardes, les exports et sa source : docs/operations/personal-data.md.`,
        ]);
        return EXIT.ok;
      }, 'Le service efface aussi pendant qu’il tourne : DELETE /v1/experiences/<id>?erase=true.'),
  });
}

function answer<T>(
  isJson: boolean,
  use: (keys: Essaimage['keys']) => Promise<T>,
  print: (answer: T) => readonly string[],
): Promise<ExitCode> {
  return withDatabase(async ({ keys }) => {
    printAnswer(isJson, await use(keys), print);
    return EXIT.ok;
  }, 'Le service gère aussi les clés pendant qu’il tourne : /v1/keys, avec une clé « admin ».');
}

const scope = z.enum(
  ['read:members', 'import', 'admin'],
  'read:members, import ou admin est attendu ; répétez l’option pour en donner plusieurs',
);

const newKey = {
  label: z
    .string('dites à quoi sert la clé et à qui elle est remise')
    .pipe(personText(1, 100))
    .meta({ title: '<texte>', description: 'à quoi elle sert, et à qui elle est remise' }),
  expires: z.iso
    .date('un jour est attendu : AAAA-MM-JJ')
    .refine((text) => text >= new Date().toISOString().slice(0, 10), 'ce jour est passé')
    .optional()
    .meta({ title: '<jour>', description: 'dernier jour où elle est valable, AAAA-MM-JJ' }),
  json,
  scope: z
    .array(scope, 'donnez au moins un droit : read:members, import ou admin')
    .transform((scopes) => [...new Set(scopes)])
    .meta({
      title: '<droit...>',
      description: 'read:members, import ou admin ; peut être répétée',
    }),
};

export function addKeysCommand(program: Command): void {
  const keys = program
    .command('keys')
    .summary('crée, liste et révoque les clés de l’API')
    .description(
      'Crée, liste et révoque les clés de l’API. Droits : read:members (lire ce qui est réservé aux membres), import (importer et corriger), admin (gérer les clés) ; aucun n’en contient un autre.',
    )
    .usage('<create|list|revoke> [options]');
  addCommand(keys, {
    name: 'create',
    description: 'Crée une clé et la montre une seule fois : seule l’empreinte de son secret est conservée.',
    options: newKey,
    run: ({ label, scope: scopes, expires: expiresOn, json: isJson }) =>
      answer(
        isJson,
        async ({ create }) => {
          const { key, token } = await create({ label, scopes, expiresOn });
          return { ...key, token };
        },
        printNewKey,
      ),
  });
  addCommand(keys, {
    name: 'list',
    description: 'Liste les clés, révoquées comprises, sans leurs secrets.',
    options: { json },
    run: ({ json: isJson }) => answer(isJson, ({ list }) => list(), printKeys),
  });
  addCommand(keys, {
    name: 'revoke',
    description: 'Révoque une clé : elle ne donne plus aucun droit, dès la requête suivante.',
    argument: 'prefix',
    options: {
      prefix: personText(1, 100).meta({ title: '<préfixe>', description: 'ce qui précède le point : ess_…' }),
      json,
    },
    run: ({ prefix, json: isJson }) => answer(isJson, ({ revoke }) => revoke(prefix), printRevokedKey),
  });
}

type Sources = Awaited<ReturnType<Awaited<ReturnType<typeof composeCommands>>['checkSources']>>;

function printSources(sources: Sources): readonly string[] {
  const heading = countNoun(sources.length, 'adresse à relire', 'adresses à relire');
  const lines = sources.map(({ url, outcome, detail, experiences }) => {
    const found = `${outcome === 'moved' ? 'déplacée' : 'à vérifier'} : ${detail}`;
    return `${url}\n    ${found}\n    ${experiences.map(({ id }) => id).join(', ')}`;
  });
  return [`${heading}.`, ...lines];
}

export function addCheckSourcesCommand(program: Command): void {
  addCommand(program, {
    name: 'check-sources',
    description: 'Suit les adresses des sources publiques et liste celles à relire ; ne change aucune fiche.',
    options: { json },
    async run({ json: isJson }) {
      const { createProgressDisplay } = await import('../composition/compose.ts');
      const display = createProgressDisplay('Sources', 'adresses');
      const troubled = await interruptible((signal) =>
        withDatabase(({ checkSources }) => checkSources(display.advance, signal)),
      ).finally(display.end);
      printAnswer(isJson, troubled, printSources);
      return EXIT.ok;
    },
  });
}
