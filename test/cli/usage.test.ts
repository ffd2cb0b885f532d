import { expect, test } from 'vitest';
import { runEssaimage } from './essaimage-process.ts';

// None of these commands may open the data folder.
const run = (...args: readonly string[]) => runEssaimage(args, { DATA_DIR: '/dev/null' });

test('the help is in French and lists the commands and the exit codes', async () => {
  const { code, stdout } = await run('--help');
  expect(code).toBe(0);
  for (const word of ['Utilisation :', 'Commandes :', 'serve', 'recommend', 'doctor', 'reindex']) {
    expect(stdout).toContain(word);
  }
  expect(stdout).toContain('Codes de retour');
  expect(stdout).not.toMatch(/Usage|display help|\(default/);
});

test('serve has its help', async () => {
  const { code, stdout } = await run('serve', '--help');
  expect(code).toBe(0);
  expect(stdout).toContain('HOST, PORT');
});

test.each([
  [['inconnue'], 'La commande «\u00a0inconnue\u00a0» n’existe pas'],
  [['recommend', '--teritoire', '35238', 'épicerie'], 'L’option --teritoire n’existe pas'],
  [['recommend', '--territoire'], 'Il manque la valeur de l’option'],
  [['recommend'], 'Il manque un argument'],
  [['recommend', 'ab'], 'un texte de 3 à'],
  [['recommend', '--type', 'canton', 'épicerie'], '--type\u00a0: commune, epci'],
  [['keys', 'tout'], 'n’existe pas'],
  [['import', '--publish-above', '1,5', 'page.html'], '--publish-above\u00a0: un nombre de 0 à 1'],
  [['doctor', 'tout'], 'trop d’arguments'],
])('essaimage %j is refused in French with code 2', async (args, message) => {
  const { code, stdout, stderr } = await run(...args);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(message);
  expect(stderr).toContain('essaimage --help');
});

test('a wrong configuration gives all its errors, without a stack, with code 1', async () => {
  const { code, stderr } = await runEssaimage(['recommend', 'épicerie'], {
    PORT: 'abc',
    LOG_LEVEL: 'bavard',
  });
  expect(code).toBe(1);
  expect(stderr).toContain('PORT');
  expect(stderr).toContain('LOG_LEVEL');
  expect(stderr).not.toMatch(/^\s+at /m);
});
