import type { Resource } from '../../src/domain/resource/resource.ts';

export function resource(given: Partial<Resource> & { readonly id: string }): Resource {
  const text = given.text ?? `La commune prête un local à l’association Exemple (${given.id}).`;
  return {
    title: `Ressource ${given.id}`,
    url: null,
    resourceType: 'Ressources RTES',
    publisher: 'RTES',
    date: '2023-05',
    access: 'public',
    text,
    blocks: [{ kind: 'paragraph', start: 0, end: text.length }],
    listing: { rubric: 'Conférences en ligne', origin: 'liste.html' },
    line: 12,
    ...given,
  };
}
