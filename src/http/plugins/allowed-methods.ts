/** Methods of each route, by its pattern (`/v1/levers/:id`). */
export type RouteTable = Map<string, Set<string>>;

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => (part.startsWith(':') ? given[index] !== '' : part === given[index]))
  );
}

/** Returns the methods that the path of a URL accepts, in alphabetical order; empty without a route. */
export function allowedMethods(routes: RouteTable, url: string): readonly string[] {
  const [path = ''] = url.split('?', 1);
  const found = [...routes].filter(([pattern]) => !pattern.includes('*') && matches(pattern, path));
  return [...new Set(found.flatMap(([, methods]) => [...methods]))].sort();
}
