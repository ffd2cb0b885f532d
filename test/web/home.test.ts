import { beforeAll, describe, expect, it } from 'vitest';
import { NOBODY } from '../../src/http/app.ts';
import type { ReadPage } from './read-page.ts';
import { openWebsite } from './website.ts';

const CONTACT = 'contact@example.org';
const PEERS = 'reseau@example.org';

const website = openWebsite({
  operator: {
    ...NOBODY,
    name: 'Réseau d’exemple',
    contact: CONTACT,
    peerContact: { kind: 'mail', address: PEERS },
  },
});
const { askApi } = website;
let home: ReadPage;
beforeAll(async () => {
  home = await website.open('/');
});

const headingAfter = (title: string) =>
  home.headings[home.headings.findIndex(({ text }) => text === title) + 1];

describe('the home page', () => {
  it('counts the experiences and their départements as the API does', async () => {
    const { total, facets } = await askApi('/v1/experiences?limit=1');
    expect(home.text.replace(/\s+/g, ' ')).toContain(
      `${total} expériences de ${facets.departments.length} départements`,
    );
  });

  it('shows real questions, each with the close experience that its answer begins with', async () => {
    const answers = home.links.filter(({ text }) => text.startsWith('Voir toute la réponse'));
    expect(answers.length).toBeGreaterThanOrEqual(2);
    for (const { href } of answers) {
      const { searchParams } = new URL(href, 'http://localhost');
      const query = new URLSearchParams({
        territory: searchParams.get('territoire') ?? '',
        priorities: searchParams.get('priorites') ?? '',
      });
      const kind = searchParams.get('type');
      if (kind !== null) query.set('territoryKind', kind);
      const [first] = (await askApi(`/v1/recommendations?${query}`)).experiences;
      expect(first.level, href).toBe('close');
      expect(home.hrefs.map((to) => to.split('?')[0])).toContain(`/experiences/${first.experience.id}`);
    }
  });

  it('leads to the themes with the most experiences, to the levers and to all experiences', async () => {
    const { themes } = await askApi('/v1/themes');
    const most = Math.max(...themes.map((theme: { experienceCount: number }) => theme.experienceCount));
    const fullest = themes.find((theme: { experienceCount: number }) => theme.experienceCount === most);
    const targets = home.hrefs;
    expect(targets).toEqual(
      expect.arrayContaining([`/themes/${fullest.id}`, '/themes', '/leviers', '/experiences']),
    );
  });

  it('says what the ESS is and whom to write to', () => {
    expect(headingAfter('Entrer par un thème')?.text).toBe(
      'L’économie sociale et solidaire (ESS), en une phrase',
    );
    const targets = home.hrefs;
    expect(targets).toEqual(expect.arrayContaining([`mailto:${CONTACT}`, `mailto:${PEERS}`]));
    expect(home.text).toContain('Réseau d’exemple');
  });
});
