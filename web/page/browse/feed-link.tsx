/** The feed that follows a theme or a lever, and what a feed is. */
export function FeedLink({ path, what }: { readonly path: string; readonly what: string }) {
  return (
    <p class="quiet">
      <a href={path}>Flux Atom de {what}</a> : à ouvrir dans un lecteur de flux, pour être averti des
      nouvelles expériences.
    </p>
  );
}
