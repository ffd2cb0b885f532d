import type { ExperienceDraft } from '../../src/domain/experience/experience.ts';
import type { ImportItem } from '../../src/ports/import-reader.ts';
import { draft, fileItem, resourceItem } from './import-bench.ts';
import { resource } from './resource-samples.ts';

const RESOURCES = 40;
const FICHES = 10;

/** Two editions with an edited, an added and a removed resource, the others unchanged. */
export function corpusOf(edition: number): readonly ExperienceDraft[] {
  return Array.from({ length: 15 }, (_, n) =>
    draft({
      id: `corpus-${n}`,
      summary: n % 3 === edition % 2 ? `Le récit ${n} a changé.` : `Le récit ${n}.`,
    }),
  );
}

export function documentsOf(edition: number): readonly ImportItem[] {
  const parity = edition % 2;
  const resources = Array.from({ length: RESOURCES }, (_, n) =>
    resource({
      id: `r${n}`,
      access: n % 7 === 0 ? 'members' : 'public',
      text: [
        `epicerie: Une épicerie ouvre au numéro ${n}${n % 2 === parity ? ', puis embauche' : ''}.`,
        ...(n % 3 === parity ? [`local: Un local est prêté au numéro ${n}.`] : []),
      ].join('\n'),
    }),
  );
  const listed = resources.filter((_, n) => n % 10 !== 9 - parity);
  const fiches = Array.from({ length: FICHES }, (_, n) =>
    fileItem(draft({ id: `f${n}`, year: 2000 + parity })),
  );
  return [...listed.map(resourceItem), ...fiches, { kind: 'end-of-listing', origin: 'liste.html' }];
}
