/**
 * Draws the images that social networks show beside a link (1200 × 630): the home page, the other pages, and one per
 * theme of the starter corpus, then the icon of telephones. Writes web/public; run after a change of theme.
 *
 *   npm run share-images
 */
import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PUBLIC = `${ROOT}web/public`;
const SIZE = { width: 1200, height: 630 };
const ICON_SIZE = { width: 180, height: 180 };

const read = (path: string) => readFile(`${ROOT}${path}`, 'utf8');
const font = async (name: string) =>
  `url(data:font/woff2;base64,${(await readFile(`${ROOT}web/fonts/${name}.woff2`)).toString('base64')})`;

const themes = z
  .array(z.object({ id: z.string(), label: z.string() }))
  .parse(JSON.parse(await read('corpus/themes.json')));
const sprite = await read('web/page/illustration/sprite.svg');
const icon = await read('web/public/favicon.svg');

const STYLE = `
@font-face { font-family: H; font-weight: 700; src: ${await font('bricolage-grotesque-700')} }
@font-face { font-family: T; src: ${await font('atkinson-hyperlegible-next-400')} }
:root { --sun: #f2b705; --accent-strong: #06433a }
* { box-sizing: border-box; margin: 0 }
body { width: 1200px; height: 630px; padding: 64px 72px; background: #07574a; color: #fff; font: 30px/1.35 T;
  display: grid; grid-template: auto 1fr auto / 1fr 400px; column-gap: 56px }
.brand { display: flex; gap: 18px; align-items: center; font: 700 40px H }
.brand svg { width: 64px; height: 64px }
h1 { align-self: center; font: 700 70px/1.04 H; letter-spacing: -.01em; text-wrap: balance }
p { color: #e3f4ee }
.cells { grid-area: 1 / 2 / 4 / 3; place-self: center; display: grid; grid-template-columns: repeat(6, 66px) }
.cell { grid-column: span 2; width: 140px; height: 140px; margin-bottom: -29px; background: #0a6051; color: #e3f4ee;
  clip-path: polygon(50% 0, 93.3% 25%, 93.3% 75%, 50% 100%, 6.7% 75%, 6.7% 25%); fill: currentColor;
  stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round }
.cell:is(:nth-child(1), :nth-child(6)) { grid-column: 2 / span 2 }
.only { display: block }
.only .cell { width: 400px; height: 400px; margin: 0; background: #dfeee8; color: #07574a }
`;

interface Card {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  readonly themeIds: readonly string[];
}

const HONEYCOMB = [
  'insertion-emploi',
  'energie',
  'services-de-proximite',
  'alimentation',
  'commerce-artisanat',
  'mobilite',
  'agriculture',
];

const CARDS: readonly Card[] = [
  {
    name: 'accueil',
    title: 'Trouver ce que d’autres collectivités ont déjà fait',
    subtitle: 'Économie sociale et solidaire',
    themeIds: HONEYCOMB,
  },
  {
    name: 'page',
    title: 'Collectivités et économie sociale et solidaire',
    subtitle: 'Ce que d’autres ont déjà fait',
    themeIds: HONEYCOMB,
  },
  ...themes.map(({ id, label }) => ({
    name: `theme-${id}`,
    title: label,
    subtitle: 'Ce que d’autres collectivités ont déjà fait',
    themeIds: [id],
  })),
];

function write({ title, subtitle, themeIds }: Card): string {
  const cells = themeIds.map((id) => `<svg class="cell"><use href="#theme-${id}"/></svg>`).join('');
  return `<!doctype html><style>${STYLE}</style><svg style="display:none">${sprite}</svg>
    <div class="brand">${icon}Essaimage</div><h1>${title}</h1>
    <p>${subtitle}</p><div class="cells${themeIds.length === 1 ? ' only' : ''}">${cells}</div>`;
}

async function draw(page: Page, name: string, html: string, size: typeof SIZE): Promise<void> {
  await page.setViewportSize(size);
  await page.setContent(html);
  await page.evaluate('document.fonts.ready.then(() => {})');
  await page.screenshot({ path: `${PUBLIC}/${name}.png` });
}

await mkdir(`${PUBLIC}/partage`, { recursive: true });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  for (const card of CARDS) await draw(page, `partage/${card.name}`, write(card), SIZE);
  const touched = `<!doctype html><style>body{margin:0;background:#07574a}</style>${icon}`;
  await draw(page, 'apple-touch-icon', touched, ICON_SIZE);
} finally {
  await browser.close();
}
