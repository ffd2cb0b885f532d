import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { NOBODY } from '../../src/http/app.ts';
import { loadOperatorLook } from '../../src/http/pages/operator-look.ts';
import { ofName } from '../../web/french/typography.ts';
import { clientOf } from '../http/http-client.ts';
import { builtPages } from '../http/start-application.ts';
import { stubApplication } from '../http/stub-application.ts';

const folder = mkdtempSync(join(tmpdir(), 'essaimage-logo-'));
const SVG = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

function logo(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}
const load = (path: string | null, colour: string | null) =>
  loadOperatorLook({ logo: path, colour }, (problem) => new Error(problem));

it.each([
  [join(folder, 'absent.svg'), null, /OPERATOR_LOGO : .*absent.svg.*n’est pas un fichier/],
  [folder, null, /n’est pas un fichier/],
  [logo('page.svg', '<html><svg></svg></html>'), null, /n’est pas une image SVG ou PNG/],
  [logo('lourd.svg', SVG.padEnd(100_001)), null, /100001 octets, 100000 au plus/],
  [null, '#ff9900', /OPERATOR_COLOUR : contraste de 2,14 avec le blanc, 4,5 au moins : foncez/],
])('refuses the logo %s and the colour %s, and says why', (path, colour, why) => {
  expect(() => load(path, colour)).toThrow(why);
});

it.each([
  ['Réseau Exemple', 'de Réseau Exemple'],
  ['Le Réseau', 'du Réseau'],
  ['Les Petites villes', 'des Petites villes'],
  ['La Fédération', 'de la Fédération'],
  ['L’Union', 'de l’Union'],
  ['Étang en commun', 'd’Étang en commun'],
])('writes « un service de » %s as « %s »', (name, written) => {
  expect(ofName(name)).toBe(written);
});

it('takes a logo with the entities that Illustrator declares', () => {
  const entities = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd" [\n<!ENTITY ns "http://a/">\n]>';
  expect(load(logo('dessin.svg', SVG.replace('<svg', `${entities}<svg`)), null).logo?.type).toBe(
    'image/svg+xml',
  );
});

it('puts the logo, the colour and the name on the pages', async () => {
  const operator = { ...NOBODY, name: 'Réseau Exemple', look: load(logo('logo.svg', SVG), '#1d4ed8') };
  const app = await stubApplication({}, {}, { web: await builtPages(), operator });
  const { text } = await clientOf(app).get('/a-propos');
  expect(text).toMatch(/<img src="\/exploitant\/[\da-f]{16}\.svg" alt\/>un service de Réseau Exemple/);
  const image = await clientOf(app).get(String(operator.look.logo?.path));
  expect(image.headers).toMatchObject({ 'content-type': 'image/svg+xml' });
  expect(image.headers['content-security-policy']).toMatch(/^default-src 'none';.*sandbox$/);
  const [style = ''] = /\/exploitant\/[\da-f]{16}\.css/.exec(text) ?? [];
  expect((await clientOf(app).get(style)).text).toContain('--accent:color-mix(in srgb,#1d4ed8');
  await app.close();
});
