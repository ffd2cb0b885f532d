const SKELETONS = ['a', 'b', 'c'];

/** The shape of the answer while it is awaited. */
export function Loading() {
  return (
    <div class="loading" aria-hidden="true">
      <div>
        {SKELETONS.map((name) => (
          <div class="skeleton" key={name}>
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
