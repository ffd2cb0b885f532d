import { HEIGHT_MESSAGE, MEASURE_MESSAGE } from './frame-messages.ts';

/*
 * Loaded by the host page: gives its frames of recommendations the height of their content. A message counts
 * only when it comes from the window of such a frame and from the origin of its address.
 */

/** In CSS pixels; keeps a mistaken height from making a page endless. */
const MAX_HEIGHT = 20_000;

function frames(): readonly HTMLIFrameElement[] {
  return [...document.querySelectorAll('iframe')].filter(
    ({ src }) => src !== '' && new URL(src).pathname.endsWith('/cadre'),
  );
}

function heightIn(message: unknown): number | null {
  if (typeof message !== 'object' || message === null || !('type' in message) || !('hauteur' in message))
    return null;
  const { type, hauteur } = message;
  const isHeight =
    type === HEIGHT_MESSAGE && typeof hauteur === 'number' && hauteur > 0 && hauteur <= MAX_HEIGHT;
  return isHeight ? hauteur : null;
}

addEventListener('message', ({ data, source, origin }) => {
  const height = heightIn(data);
  if (height === null) return;
  const sender = frames().find(
    ({ contentWindow, src }) => contentWindow === source && new URL(src).origin === origin,
  );
  if (sender === undefined) return;
  const borders =
    getComputedStyle(sender).boxSizing === 'border-box' ? sender.offsetHeight - sender.clientHeight : 0;
  sender.style.height = `${height + borders}px`;
});

// The message holds no secret: any page in the frame may receive it.
for (const { contentWindow } of frames()) contentWindow?.postMessage({ type: MEASURE_MESSAGE }, '*');
