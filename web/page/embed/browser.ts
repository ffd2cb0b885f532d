import { HEIGHT_MESSAGE, MEASURE_MESSAGE } from '../../component/frame-messages.ts';

/**
 * Secret with which WordPress recognises the messages of a frame that it put in a sandbox, at the end of the address:
 * `#?secret=…`. Null elsewhere.
 */
const secret = new URLSearchParams(location.hash.slice(1)).get('secret');

function tellWordPress(message: 'height' | 'link', value: number | string): void {
  // The host page checks the window and the secret; neither message says more than the page shows.
  parent.postMessage({ message, value, secret }, '*');
}

function tellHeight(): void {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  // A height is no secret: any host page may know it.
  parent.postMessage({ type: HEIGHT_MESSAGE, hauteur: height }, '*');
  if (secret !== null) tellWordPress('height', height);
  // Available when the host page has the same origin; it then needs no listener.
  frameElement?.setAttribute('height', String(height));
}

/** The sandbox opens no tab: WordPress follows the links, in its own. */
function leaveLinksToWordPress(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[target="_blank"]')) {
    link.removeAttribute('target');
    link.querySelector('.e-hidden')?.remove();
    link.addEventListener('click', (event) => {
      event.preventDefault();
      tellWordPress('link', link.href);
    });
  }
}

function takeAccent(): void {
  const data = document.getElementById('donnees')?.textContent;
  if (data === undefined || data === null) return;
  const { accent } = JSON.parse(data);
  if (typeof accent === 'string') document.body.style.setProperty('--essaimage-accent', accent);
}

takeAccent();
if (parent !== window) {
  if (secret !== null) leaveLinksToWordPress();
  // Browsers do not observe the size of a frame that is out of sight.
  tellHeight();
  new ResizeObserver(tellHeight).observe(document.body);
  addEventListener('message', ({ data, source }) => {
    const isAsked = data?.type === MEASURE_MESSAGE || data?.message === 'ready';
    if (source === parent && isAsked) tellHeight();
  });
}
