/**
 * Draws the images that social networks show beside a link (1200 × 630): the home page, the other pages, and one per
 * theme of the starter corpus, then the icon of telephones. Writes web/public; run after a change of theme.
 *
 *   npm run share-images
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';
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

/** Colours kept in a picture: the flat ones, and enough between them for smooth edges. */
const COLOUR_COUNT = 48;

function chunk(type: string, data: Buffer): Buffer {
  const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  size.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}

function distanceBetween(one: number, other: number): number {
  return [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
}

/** Writes an indexed PNG, a third of the browser's: each pixel takes the nearest of the commonest colours. */
function writePng(rgba: Buffer, { width, height }: typeof SIZE): Buffer {
  const pixels = Array.from({ length: width * height }, (_, at) => rgba.readUIntBE(at * 4, 3));
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const byCount = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  const palette = byCount.slice(0, COLOUR_COUNT);
  const indexes = new Map(
    byCount.map((colour) => {
      const distances = palette.map((kept) => distanceBetween(kept, colour));
      return [colour, distances.indexOf(Math.min(...distances))];
    }),
  );
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const rows = Buffer.alloc((width + 1) * height);
  for (const [at, pixel] of pixels.entries()) rows[at + Math.floor(at / width) + 1] = indexes.get(pixel) ?? 0;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk(
      'PLTE',
      Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])),
    ),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Program of the browser, a text since scripts are compiled without its types. It returns RGBA bytes in base 64. */
const readPixelsOf = (png: Buffer) => `(async () => {
  const png = Uint8Array.from(atob('${png.toString('base64')}'), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([png]));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  let letters = '';
  for (let at = 0; at < data.length; at += 8192) letters += String.fromCharCode(...data.subarray(at, at + 8192));
  return btoa(letters);
})()`;

async function draw(page: Page, name: string, html: string, size: typeof SIZE): Promise<void> {
  await page.setViewportSize(size);
  await page.setContent(html);
  await page.evaluate('document.fonts.ready.then(() => {})');
  const pixels = z.string().parse(await page.evaluate(readPixelsOf(await page.screenshot())));
  await writeFile(`${PUBLIC}/${name}.png`, writePng(Buffer.from(pixels, 'base64'), size));
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
