import { createHash } from 'node:crypto';
import type { ImportItem } from '../../../ports/import-reader.ts';
import { createNote } from '../common/import-note.ts';
import { slugWithHash } from '../common/resource-id.ts';

interface Known {
  readonly title: string;
  /** Null without text. */
  readonly textHash: string | null;
  readonly url: string | null;
  readonly access: 'public' | 'members';
}

/**
 * Gives each resource of an import a unique id, used until the resource is compared with stored ones. Ids
 * come from titles; when several titles give the same id, the later ones get a hash.
 */
export class ResourceRegister {
  readonly #known = new Map<string, Known>();
  /** Last change of id, applied to the notes that follow the resource. */
  #renamed: { readonly from: string; readonly to: string } | null = null;

  /** Returns the items that replace one that was read. */
  register(item: ImportItem): readonly ImportItem[] {
    if (item.kind === 'note') return [{ kind: 'note', note: this.#rename(item.note) }];
    if (item.kind !== 'resource') return [item];
    const { resource } = item;
    const own: Known = {
      title: resource.title,
      textHash: resource.text === '' ? null : createHash('sha256').update(resource.text).digest('hex'),
      url: resource.url,
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
      // The stricter access wins: sent again under the same id, the resource replaces the first one.
      this.#known.set(id, own);
      return [{ kind: 'resource', resource: { ...resource, id } }, note];
    }
    this.#known.set(id, own);
    if (id === resource.id) return [item];
    const detail = `Une autre ressource de cet import porte le même titre que ${name} : elles sont gardées toutes les deux.`;
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
      if (isSame(known, own)) return { id, isRepeated: true };
      id = slugWithHash(own.title, salt === 1 ? '' : String(salt));
    }
  }

  #rename(note: Extract<ImportItem, { kind: 'note' }>['note']) {
    if (this.#renamed === null || note.resourceId !== this.#renamed.from) return note;
    return { ...note, resourceId: this.#renamed.to };
  }
}

/** Compares titles and texts; without text, different addresses mean different resources. */
function isSame(known: Known, own: Known): boolean {
  if (known.title !== own.title || known.textHash !== own.textHash) return false;
  return own.textHash !== null || known.url === null || own.url === null || known.url === own.url;
}
