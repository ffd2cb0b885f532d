import { HEIGHT_MESSAGE, MEASURE_MESSAGE } from '../../component/frame-messages.ts';

function tellHeight(): void {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  // A height is no secret: any host page may know it.
  parent.postMessage({ type: HEIGHT_MESSAGE, hauteur: height }, '*');
  // Available when the host page has the same origin; it then needs no listener.
  frameElement?.setAttribute('height', String(height));
}

function takeAccent(): void {
  const data = document.getElementById('donnees')?.textContent;
  if (data === undefined || data === null) return;
  const { accent } = JSON.parse(data);
  if (typeof accent === 'string') document.body.style.setProperty('--essaimage-accent', accent);
}

takeAccent();
if (parent !== window) {
  // Browsers do not observe the size of a frame that is out of sight.
  tellHeight();
  new ResizeObserver(tellHeight).observe(document.body);
  addEventListener('message', ({ data, source }) => {
    if (source === parent && data?.type === MEASURE_MESSAGE) tellHeight();
  });
}
