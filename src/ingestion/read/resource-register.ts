import { createHash } from 'node:crypto';
import type { ImportItem } from '../../ports/import-reader.ts';
import { createNote } from './import-note.ts';
import { slugWithHash } from './resource-id.ts';

interface Known {
  readonly title: string;
  readonly textHash: string;
  readonly access: 'public' | 'members';
}

/**
 * Gives each resource of an import an id of its own. Ids come from titles; a title whose id another title
 * has taken gets a hash of itself, and one that comes back with another text gets its place among equals.
 */
export class ResourceRegister {
  readonly #known = new Map<string, Known>();
  /** From the id that the title gives to the one that was given, for the notes that follow. */
  #renamed: { readonly from: string; readonly to: string } | null = null;

  /** The items to give instead of one that was read. */
  register(item: ImportItem): readonly ImportItem[] {
    if (item.kind === 'note') return [{ kind: 'note', note: this.#rename(item.note) }];
    if (item.kind !== 'resource') return [item];
    const { resource } = item;
    const own: Known = {
      title: resource.title,
      textHash: createHash('sha256').update(resource.text).digest('hex'),
      access: resource.access,
    };
    const { id, isRepeated } = this.#place(resource.id, own);
    this.#renamed = { from: resource.id, to: id };
    const at = { resourceId: id, line: resource.line };
    const name = `« ${resource.title.slice(0, 120)} »`;
    if (isRepeated) {
      const before = this.#known.get(id);
      const detail = `${name} est donnée deux fois : elle n’est gardée qu’une fois.`;
      const note: ImportItem = { kind: 'note', note: createNote('resource-repeated', detail, at) };
      if (before?.access !== 'public' || own.access === 'public') return [note];
      // The stricter of the two wins: given again under the same id, it replaces the first.
      this.#known.set(id, own);
      return [{ kind: 'resource', resource: { ...resource, id } }, note];
    }
    this.#known.set(id, own);
    if (id === resource.id) return [item];
    const detail = `Une autre ressource donne le même identifiant que ${name} : celle-ci reçoit « ${id} ».`;
    return [
      { kind: 'resource', resource: { ...resource, id } },
      { kind: 'note', note: createNote('resource-id-shared', detail, at) },
    ];
  }

  #place(wanted: string, own: Known): { readonly id: string; readonly isRepeated: boolean } {
    let id = wanted;
    for (let salt = 1; ; salt += 1) {
      const known = this.#known.get(id);
      if (known === undefined) return { id, isRepeated: false };
      if (known.title === own.title && known.textHash === own.textHash) return { id, isRepeated: true };
      id = slugWithHash(own.title, salt === 1 ? '' : String(salt));
    }
  }

  #rename(note: Extract<ImportItem, { kind: 'note' }>['note']) {
    if (this.#renamed === null || note.resourceId !== this.#renamed.from) return note;
    return { ...note, resourceId: this.#renamed.to };
  }
}
