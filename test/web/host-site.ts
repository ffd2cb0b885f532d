import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { type Listening, serve } from './serve.ts';

/** Style sheet of a page that breaks anything not isolated from it. */
export const HOSTILE_STYLES = `
* { all: unset !important; }
*, *::before, *::after { box-sizing: content-box !important; letter-spacing: 0.6em; text-transform: uppercase; }
html { font-size: 50%; color: red; text-align: right; line-height: 0.5; visibility: visible; }
head, script, style { display: none !important; }
main, essaimage-recommandations { display: block; font: 16px/1 sans-serif; }
div, ul, ol, li, form, label, section { display: none; }
a, button, h3, h4, h5 { display: none !important; opacity: 0 !important; pointer-events: none !important; }
`;

interface HostPage {
  readonly body: string;
  readonly head?: string;
  /** Script of the page, served as `/host.js`. */
  readonly script?: string;
  readonly styles?: string;
}

export interface HostSite extends Listening {
  /** Opens a page of the site. Its errors and warnings are added to the returned list as they come. */
  open(browserPage: Page, page: HostPage): Promise<readonly string[]>;
}

function policy(service: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${service}`,
    `connect-src ${service}`,
    `frame-src 'self' ${service}`,
    "style-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    'img-src data:',
  ].join('; ');
}

export async function serveHostSite(service: string): Promise<HostSite> {
  const jquery = await readFile(createRequire(import.meta.url).resolve('jquery/dist/jquery.min.js'));
  let shown: HostPage = { body: '' };

  function send(response: ServerResponse, type: string, content: string | Buffer): void {
    response.setHeader('content-type', type);
    response.end(content);
  }

  const site = await serve(({ url }, response) => {
    if (url === '/jquery.js') return send(response, 'text/javascript', jquery);
    if (url === '/host.js') return send(response, 'text/javascript', shown.script ?? '');
    if (url === '/host.css') return send(response, 'text/css', shown.styles ?? '');
    if (url === '/autre') return send(response, 'text/html', '<!doctype html><title>Un autre cadre</title>');
    response.setHeader('content-security-policy', policy(service));
    return send(
      response,
      'text/html; charset=utf-8',
      `<!doctype html><html lang="fr"><head><title>Un autre site</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/host.css"><script src="/jquery.js"></script>${shown.head ?? ''}
</head><body><main><h1>Un autre site</h1><h2>Une rubrique</h2>${shown.body}</main><script src="/host.js"></script></body></html>`,
    );
  });

  return {
    ...site,
    async open(browserPage, page) {
      shown = page;
      const troubles: string[] = [];
      browserPage.on('pageerror', ({ message }) => troubles.push(message));
      browserPage.on('console', (line) => {
        if (line.type() === 'error' || line.type() === 'warning') troubles.push(line.text());
      });
      await browserPage.goto(`${site.origin}/`);
      return troubles;
    },
  };
}
