import { useEffect, useState } from 'preact/hooks';

/** After this long, silence would look like a failure. */
const SLOW_AFTER_MS = 4_000;
const SKELETONS = ['a', 'b', 'c'];

/** The shape of the answer while it is awaited, and a word when it takes long. */
export function Loading() {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="loading">
      <p role="status">
        {isSlow
          ? 'La réponse tarde plus que d’habitude : le serveur est très sollicité. Elle va s’afficher ici.'
          : 'Recherche en cours…'}
      </p>
      <div aria-hidden="true">
        {SKELETONS.map((name) => (
          <div class="skeleton" key={name}>
            <div class="skeleton-line skeleton-title" />
            <div class="skeleton-line" />
            <div class="skeleton-line skeleton-short" />
          </div>
        ))}
      </div>
    </div>
  );
}
