import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, readContent, readImport } from '../fixtures/read-import.ts';

const PAGES = fileURLToPath(new URL('./pages/', import.meta.url));
const SEED = fileURLToPath(
  new URL('../../evaluation/ingestion/pages/rtes-conferences-en-ligne.txt', import.meta.url),
);

const readPage = (name: string) => readImport({ kind: 'path', path: join(PAGES, name) });

describe('the saved listing of online conferences', () => {
  it('gives ten resources with their line, date and access', async () => {
    const { resources, notes, wholeListing } = await readImport({ kind: 'path', path: SEED });
    expect(resources.map(({ line, title, access, date }) => [line, title, access, date])).toEqual([
      [3, "Pratiques culinaires informelles - retours d'expériences de formalisation", 'public', null],
      [139, 'Conférence "Structuration de filières économiques de territoire #2" 4 juin', 'public', null],
      [
        190,
        'Communes et interco : comment soutenir l’ESS sur vos territoires ? - conférence en ligne mai 2021',
        'members',
        '2021-05',
      ],
      [240, 'Alimentation durable et solidarités - conférence en ligne mai 2021', 'public', '2021-05'],
      [302, "La place de l'ESS dans les PAT - conférence en ligne avril 2021", 'public', '2021-04'],
      [
        394,
        'Structuration de filières économiques de territoire - conférence en ligne 2 avril 2021',
        'public',
        '2021-04-02',
      ],
      [
        489,
        'Mécanique de rue : retour sur une recherche-action - conférence en ligne mars 2021',
        'public',
        '2021-03',
      ],
      [
        551,
        'Webinaire ESS & ruralités : Les relations contractuelles entre collectivités et acteurs - février 2021',
        'public',
        '2021-02',
      ],
      [603, 'Les conférences en ligne du RTES', 'public', null],
      [
        669,
        "La place de l'ESS dans les CRTE - retour sur la conférence en ligne du 26 février 2021",
        'public',
        '2021-02-26',
      ],
    ]);
    expect(notes).toEqual([]);
    expect(wholeListing).toBe('rtes-conferences-en-ligne.txt');
    expect(new Set(resources.map(({ listing }) => listing.rubric))).toEqual(
      new Set(['Réseau des collectivités Territoriales pour une Économie Solidaire']),
    );
  });

  it('stores the body once, then the sentences that only the summary has', async () => {
    const { resources } = await readImport({ kind: 'path', path: SEED });
    const first = resources[0]?.text ?? '';
    expect(first.split('Mam Cookies, quartier Belle-Beille').length - 1).toBe(1);
    const filieres = blocksOf(resources[1] ?? fail());
    expect(filieres.at(-1)).toBe(
      "paragraph: Collectivités adhérentes, vous pouvez revoir la conférence en vous connectant à l'espace membre du site du RTES.",
    );
    const crte = resources.at(-1)?.text ?? '';
    expect(crte.split('cohésion territoriale').length - 1).toBe(1);
    expect(crte).toContain('A quelles conditions peuvent-ils offrir');
  });

  it('leaks nothing of the private resource into its neighbours', async () => {
    const { resources } = await readImport({ kind: 'path', path: SEED });
    const others = resources.filter(({ access }) => access === 'public').map(({ text }) => text);
    expect(resources[2]?.text).toContain(
      "La Communauté d'agglomération de l'Albigeois rassemble 16 communes",
    );
    for (const text of others) expect(text).not.toMatch(/Albigeois|Plaine Commune rassemble/);
  });
});

describe('text dumps', () => {
  it('are a whole listing only when they are sent under a name', async () => {
    const bytes = new TextEncoder().encode(
      'Un titre\n\nUn corps.\nType de ressource\nNotes\nRessource privée\nNon\n',
    );
    const sent = { kind: 'content', name: 'document.txt', mediaType: 'text/plain', bytes } as const;
    const named = await readImport({ ...sent, isNamed: true });
    expect([named.resources.length, named.wholeListing]).toEqual([1, 'document.txt']);
    const unnamed = await readImport({ ...sent, isNamed: false });
    expect([unnamed.resources.length, unnamed.wholeListing]).toEqual([1, null]);
  });

  it('reads another rubric, CRLF, resources without body, without summary and without type', async () => {
    const { resources, notes } = await readPage('autre-rubrique-crlf.txt');
    expect(
      resources.map(({ title, resourceType, date, access }) => [title, resourceType, date, access]),
    ).toEqual([
      [
        'Monnaies locales : où en sont les collectivités ? - webinaire novembre 2019',
        'Ressources RTES',
        '2019-11',
        'public',
      ],
      ['Rencontre annuelle des élus référents - décembre 2019', 'Ressources RTES', '2019-12', 'public'],
      ['Guide des tiers-lieux ruraux (2019)', null, '2019', 'public'],
      [
        'Habitat participatif et foncier - visite du 14 juin 2019',
        'Autres ressources',
        '2019-06-14',
        'public',
      ],
    ]);
    expect(resources[0]?.publisher).toBe(
      'Réseau des collectivités Territoriales pour une Économie Sociale et Solidaire',
    );
    expect(blocksOf(resources[0] ?? fail())).toEqual([
      'paragraph: Ce webinaire présentait plusieurs façons, pour une commune, d’accepter une monnaie locale dans ses régies de recettes.',
      'heading: Ville A',
      'paragraph: La commune accepte la monnaie locale à la piscine et à la médiathèque\u00a0: 1\u202f200 paiements la première année.',
      'paragraph: Rôle de la collectivité :',
      'list-item: ouvrir ses régies',
      'list-item: adhérer à l’association Exemple',
      'paragraph: Les supports sont à demander à l’association Exemple.',
    ]);
    expect(resources[2]?.text).toBe('Ce guide rassemble des fiches pratiques sur les tiers-lieux ruraux.');
    expect(notes).toEqual([]);
  });

  it('restricts to members resources whose flag is private, unreadable, missing or contradictory', async () => {
    const { resources, notes } = await readPage('drapeaux-de-confidentialite.txt');
    expect(resources.map(({ line, access }) => [line, access])).toEqual([
      [3, 'members'],
      [17, 'members'],
      [27, 'public'],
      [39, 'members'],
      [51, 'members'],
      [61, 'members'],
    ]);
    expect(notes.map(({ code, line }) => [code, line])).toEqual([
      ['privacy-unreadable', 39],
      ['access-missing', 51],
    ]);
    const open = resources.filter(({ access }) => access === 'public').map(({ text }) => text);
    expect(open.join()).not.toContain('MARQUE-PRIVEE');
    expect(resources[0]?.text).toContain('MARQUE-PRIVEE-2');
    expect(resources[1]?.text).toContain('MARQUE-PRIVEE-3');
  });

  it('reads tables, quotes, bullets, labels with a colon or in capitals, and leaves the pager out', async () => {
    const { resources } = await readPage('tableaux-liens-citations.txt');
    expect(resources.map(({ title, date, resourceType }) => [title, date, resourceType])).toEqual([
      [
        'Circuits courts et restauration collective - retour sur la rencontre du 3 octobre 2023',
        '2023-10-03',
        'Ressources RTES',
      ],
      ['Mobilité solidaire en milieu rural - fiche pratique', null, 'Fiches'],
    ]);
    const blocks = blocksOf(resources[0] ?? fail());
    expect(blocks).toContain('table-row: Ville B | 1 200 | 55 %');
    expect(blocks).toContain('table-row: Ville A | SCIC | 2021');
    expect(blocks).toContain('quote: La régie agricole fournit les légumes.');
    expect(blocks).toContain('list-item: deuxième étape : un marché alloti');
    expect(resources[0]?.text).toContain('https://www.exemple.fr/compte-rendu?page=2');
    expect(resources[1]?.text).not.toContain('suivante');
  });

  it('does not cut a resource where a guess could open what is private', async () => {
    const listing = [
      'Note réservée aux adhérents',
      'Type de ressource',
      'Notes',
      'Ressource privée',
      'Oui',
      'Résumé',
      'Première partie de la note.',
      '',
      'Un intertitre qui ressemble à un titre',
      '',
      'Seconde partie de la note.',
      '',
      'Un guide sans résumé pour les communes',
      '',
      'Texte du guide ouvert.',
      'Type de ressource',
      'Guides',
      'Ressource privée',
      'Non',
    ];
    const { resources, notes } = await readContent(listing.join('\n'));
    expect(resources.map(({ access }) => access)).toEqual(['members', 'members']);
    expect(notes.map(({ code }) => code)).toContain('boundary-uncertain');
  });
});

describe('HTML pages', () => {
  it('reads each row of a listing, its fields and its link, without the rest of the page', async () => {
    const { resources, wholeListing } = await readPage('liste-drupal-page-1.html');
    expect(
      resources.map(({ title, access, resourceType, publisher }) => [title, access, resourceType, publisher]),
    ).toEqual([
      [
        'L’épicerie sociale intercommunale - conférence en ligne mai 2023',
        'public',
        'Ressources RTES',
        'RTES',
      ],
      ['Retour d’expérience réservé - juin 2023', 'members', 'Ressources RTES', 'RTES'],
    ]);
    expect(resources[0]?.listing.rubric).toBe('Conférences en ligne');
    expect(blocksOf(resources[0] ?? fail())).toEqual([
      'paragraph: Une communauté de communes a confié l’épicerie sociale à une association.',
      'heading: Rôle de la collectivité',
      'list-item: prêt d’un local\u00a0;',
      'list-item: subvention de 5\u00a0000\u00a0€',
      'quote: Le local a tout changé.',
      'table-row: Année | Familles',
      'table-row: 2022 | 85',
      'paragraph: Le diaporama est en ligne.',
    ]);
    // The pager says that there is another page.
    expect(wholeListing).toBeNull();
  });

  it('reads a folder of saved pages as one listing, in the order of their names', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pages-'));
    await cp(join(PAGES, 'liste-drupal-page-1.html'), join(folder, 'page-2.html'));
    await cp(join(PAGES, 'liste-drupal-page-2.html'), join(folder, 'page-10.html'));
    await writeFile(join(folder, 'photo.png'), 'image');
    const { resources, notes, wholeListing, progress } = await readImport({ kind: 'path', path: folder });
    expect(resources.map(({ title }) => title.slice(0, 12))).toEqual([
      'L’épicerie s',
      'Retour d’exp',
      'Le jardin pa',
    ]);
    expect(notes.map(({ code }) => code)).toEqual(['file-ignored']);
    expect(wholeListing).not.toBeNull();
    expect(new Set(resources.map(({ listing }) => listing.origin))).toEqual(new Set([wholeListing]));
    expect(progress.at(-1)).toEqual({ done: 2, total: 2 });
    await rm(folder, { recursive: true });
  });

  it('reads fields in any order and any markup', async () => {
    const { resources, notes } = await readPage('articles-champs-en-desordre.html');
    expect(resources.map(({ title, access, url, date }) => [title, access, url, date])).toEqual([
      [
        'Une ressourcerie en régie - fiche 2020',
        'public',
        'https://www.exemple.fr/fiches/ressourcerie',
        '2020-11-05',
      ],
      ['Une crèche parentale soutenue', 'members', null, null],
      ['Un garage solidaire', 'public', null, null],
      ['Une fiche sans mention', 'members', null, null],
    ]);
    expect(notes.map(({ code, resourceId }) => [code, resourceId])).toEqual([
      ['access-missing', 'une-fiche-sans-mention'],
    ]);
    expect(resources[2]?.text).toBe('Le garage répare les véhicules de salariés en parcours d’insertion.');
  });

  it('reads a page of unknown structure as its visible text', async () => {
    const { resources } = await readPage('structure-inconnue.html');
    expect(resources.map(({ title, access, url }) => [title, access, url])).toEqual([
      [
        'Bail rural et maraîchage - conférence en ligne septembre 2021',
        'public',
        'https://www.exemple.fr/ressources/bail-rural',
      ],
      ['Cuisine centrale mutualisée - conférence en ligne octobre 2021', 'public', null],
    ]);
  });

  it('reads an encoding that the page does not declare', async () => {
    const { resources } = await readPage('windows-1252.html');
    expect(resources[0]?.title).toBe('L’été des coopératives – journée du 12 juillet 2018');
    expect(resources[0]?.text).toBe('Une coopérative d’activité a accueilli 30 lycéens… pour 2 500 €.');
  });
});

describe('ids', () => {
  const resource = (title: string, body: string) =>
    `${title}\n\n${body}\nType de ressource\nNotes\nRessource privée\nNon\n`;
  let once: readonly string[];
  beforeAll(async () => {
    const { resources } = await readContent(
      `${resource('Un titre à lire', 'Un.')}\n${resource('Deux !', 'Deux.')}`,
    );
    once = resources.map(({ id }) => id);
  });
  afterAll(() => expect(once).toEqual(['un-titre-a-lire', 'deux']));

  it('depend on the title alone', async () => {
    const { resources } = await readContent(
      `${resource('Deux !', 'Autre.')}\n${resource('Un titre à lire', 'Tout a changé.')}`,
    );
    expect(resources.map(({ id }) => id).sort()).toEqual([...once].sort());
  });

  it('differ for titles that look the same, and are given once for a repeated resource', async () => {
    const { resources, notes } = await readContent(
      [resource('Deux !', 'A.'), resource('Deux ?', 'B.'), resource('Deux !', 'A.')].join('\n'),
    );
    expect(resources.map(({ title }) => title)).toEqual(['Deux !', 'Deux ?']);
    expect(resources[1]?.id).toMatch(/^deux-[0-9a-f]{8}$/);
    expect(notes.map(({ code }) => code)).toEqual(['resource-id-shared', 'resource-repeated']);
  });

  it('differ by link for resources with only a title', async () => {
    const row = (href: string) =>
      `<div class="views-row"><h2><a href="${href}">Lettre</a></h2><p>Ressource privée : Oui</p></div>`;
    const rows = [row('https://site.fr/1'), row('https://site.fr/2'), row('https://site.fr/1')];
    const { resources } = await readContent(`<!doctype html><main>${rows.join('')}</main>`, 'liste.html');
    expect(resources.map(({ url }) => url)).toEqual(['https://site.fr/1', 'https://site.fr/2']);
  });
});

function fail(): never {
  throw new Error('a resource is missing');
}
