import { useEffect, useState } from 'preact/hooks';

/** Wait after which silence would look like a failure, in milliseconds. */
const SLOW_AFTER_MS = 4_000;

/** Message about the wait; empty when there is none. */
export function useProgress(isLoading: boolean): string {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!isLoading) return;
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isLoading]);
  if (!isLoading) return '';
  return isSlow
    ? 'La réponse tarde plus que d’habitude\u00a0: le serveur est très sollicité. Elle va s’afficher ici.'
    : 'Recherche en cours…';
}

const SKELETONS = ['a', 'b', 'c'];

/** The shape of the answer while it is awaited. */
export function Loading() {
  return (
    <div class="loading" aria-hidden="true">
      <div>
        {SKELETONS.map((name) => (
          <div class="card skeleton" key={name}>
            <div class="skeleton-line skeleton-title" />
            <div class="skeleton-line skeleton-short" />
            <div class="skeleton-line" />
            <div class="skeleton-line" />
          </div>
        ))}
      </div>
    </div>
  );
}
