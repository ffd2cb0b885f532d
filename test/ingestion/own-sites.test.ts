import { expect, it } from 'vitest';
import { readPage } from '../fixtures/read-import.ts';
import { useExtractor } from './open-extractor.ts';

const extractor = useExtractor();
const STORY =
  '<main><h1>Une épicerie solidaire ouvre ses portes</h1><p>La commune met un local de 120 m², rue de Nantes, à disposition de l’association Le Panier, pour un loyer symbolique.</p><p>Le conseil municipal a aussi voté une subvention de 15 000 € pour une chambre froide.</p></main>';
const TALE =
  '<main><h1>La ressourcerie devient une SCIC</h1><p>Notre intercommunalité est entrée au capital de la SCIC qui porte la ressourcerie, pour 10 000 euros.</p><p>Elle lui loue aussi l’ancienne déchèterie.</p></main>';

/** Reads a page, then draws its experiences. */
async function draw(head: string, body: string) {
  const [resource] = await readPage(body, head);
  if (resource === undefined) throw new Error('the page has no resource');
  const { experiences } = await extractor.extract(resource);
  const codes = experiences.flatMap(({ draft }) => draft.territories.map(({ code }) => code));
  return {
    publisher: resource.publisher,
    codes,
    surest: Math.max(0, ...experiences.map(({ confidence }) => confidence ?? 0)),
  };
}
const siteOf = (name: string) => `<meta property="og:site_name" content="${name}">`;

it.each([
  ['the name that its head gives', siteOf('Ville de Redon'), STORY, 'Ville de Redon', '35236'],
  [
    'the end of its title',
    '<title>Une épicerie solidaire | Commune de Redon</title>',
    STORY,
    'Commune de Redon',
    '35236',
  ],
  [
    'the image that leads home',
    '',
    `<header><a href="/"><img src="l.png" alt="Logo Ville de Redon"></a></header>${STORY}`,
    'Ville de Redon',
    '35236',
  ],
  [
    'the address of its town hall',
    '',
    `${STORY}<footer><p>Hôtel de ville</p><p>18 place Saint-Sauveur</p><p>35600 Redon Cedex</p></footer>`,
    'Mairie de Redon (35600)',
    '35236',
  ],
  [
    'the postal code, between homonyms',
    siteOf('Saint-Denis'),
    `${STORY}<footer><p>Mairie de Saint-Denis, 93200 Saint-Denis</p></footer>`,
    'Mairie de Saint-Denis (93200)',
    '93066',
  ],
  [
    'its head, though a word of the title begins so',
    siteOf('Ville de Redon'),
    STORY.replace('Une épicerie solidaire ouvre ses portes', 'Redonner vie à l’ancienne poste'),
    'Ville de Redon',
    '35236',
  ],
  [
    'an intercommunalité',
    siteOf('Communauté de communes du Pays de Pouzauges'),
    TALE,
    'Communauté de communes du Pays de Pouzauges',
    '248500464',
  ],
])('« la commune » is the one told by %s', async (_, head, body, publisher, code) => {
  const drawn = await draw(head, body);
  expect([drawn.publisher, drawn.codes]).toEqual([publisher, [code]]);
  expect(drawn.surest).toBeGreaterThanOrEqual(0.5);
});

it.each(['Les Amis de Redon', 'Office de tourisme de Redon', 'L’Union', 'Syndicat mixte de Redon'])(
  'the site of « %s » makes nobody act, nor does the street of the story',
  async (name) => {
    expect((await draw(siteOf(name), STORY)).codes).toEqual([]);
  },
);

it('who supports a site does not publish it', async () => {
  const { publisher, codes } = await draw(
    '',
    `${STORY}<footer><p>Avec le soutien de la Ville de Redon</p></footer>`,
  );
  expect([publisher, codes]).toEqual([null, []]);
});

it('a page of a network stays about those that it names', async () => {
  const page = STORY.replace('La commune met', 'La ville de Figeac met');
  expect((await draw(siteOf('RTES'), page)).codes).toEqual(['46102']);
  expect((await draw(siteOf('Ville de Redon'), page)).codes).toContain('46102');
});
