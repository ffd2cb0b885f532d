import type { ImportItem } from '../../../ports/import-reader.ts';
import type { NamedPlace } from './named-place.ts';

/** Item of a document, as the reading thread gives it: without the register, which finds the places of a table. */
export type ReadItem =
  | ImportItem
  | {
      readonly kind: 'unplaced-fiche';
      readonly fiche: Extract<ImportItem, { kind: 'experience' }>;
      readonly places: readonly NamedPlace[];
      readonly line: number | null;
    };
