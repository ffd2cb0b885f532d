import type { Site } from './site.ts';
import { ANSWERED } from './states.ts';

export interface PageWeight {
  readonly label: string;
  /** Received from the network, compressed, headers included. */
  readonly bytes: number;
  readonly requests: number;
  readonly elements: number;
}

const UNAVAILABLE = 503;

const WEIGHED = [
  { label: 'Accueil', path: '/' },
  { label: 'Réponse à une demande', path: ANSWERED },
  { label: 'Fiche d’une expérience', path: '/experiences/flashcoop-mam-cookies-angers' },
  { label: 'Levier', path: '/leviers/scic-capital' },
  { label: 'Toutes les expériences', path: '/experiences' },
] as const;

/** Weighs a page, and again while the service refuses a part of it: on a busy machine its event loop may be late. */
async function weigh(site: Site, path: string): Promise<Omit<PageWeight, 'label'>> {
  for (;;) {
    const { isRefused, ...weight } = await weighOnce(site, path);
    if (!isRefused) return weight;
  }
}

async function weighOnce(site: Site, path: string) {
  const page = await site.newPage();
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  let requests = 0;
  let isRefused = false;
  page.on('response', (response) => {
    isRefused ||= response.status() === UNAVAILABLE;
  });
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    // An address in `data:` receives nothing.
    if (encodedDataLength === 0) return;
    bytes += encodedDataLength;
    requests += 1;
  });
  await session.send('Network.enable');
  await page.goto(`${site.origin}${path}`);
  await page.waitForLoadState('networkidle');
  const elements = await page.locator('*').count();
  await page.context().close();
  return { bytes, requests, elements, isRefused };
}

/** Weighs the declared pages one after the other, each in a new browser context. */
export async function weighPages(site: Site): Promise<readonly PageWeight[]> {
  const weights: PageWeight[] = [];
  for (const { label, path } of WEIGHED) weights.push({ label, ...(await weigh(site, path)) });
  return weights;
}
