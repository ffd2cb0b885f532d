import type { Resource } from '../../../domain/resource/resource.ts';
import type { ImportItem } from '../../../ports/import-reader.ts';
import { noteItem } from '../common/read-item.ts';
import { slugWithHash } from '../common/resource-id.ts';

/**
 * Gives each resource of an import a unique id, used until the resource is compared with stored ones. Ids
 * come from titles; when several titles give the same id, the later ones get a hash.
 */
export class ResourceRegister {
  readonly #known = new Map<string, Resource>();
  /** Last change of id, applied to the notes that follow the resource. */
  #renamed: { readonly from: string; readonly to: string } | null = null;

  /** Returns the items that replace one that was read. */
  register(item: ImportItem): readonly ImportItem[] {
    if (item.kind === 'note') return [{ kind: 'note', note: this.#rename(item.note) }];
    if (item.kind !== 'resource') return [item];
    const { resource } = item;
    const { id, isRepeated } = this.#place(resource);
    this.#renamed = { from: resource.id, to: id };
    const at = { resourceId: id, line: resource.line };
    const name = `« ${resource.title.slice(0, 120)} »`;
    if (isRepeated) {
      const before = this.#known.get(id);
      const detail = `${name} est donnée deux fois : elle n’est gardée qu’une fois.`;
      const note: ImportItem = noteItem('resource-repeated', detail, at);
      if (before?.access !== 'public' || resource.access === 'public') return [note];
      // The stricter access wins: sent again under the same id, the resource replaces the first one.
      this.#known.set(id, resource);
      return [{ ...item, resource: { ...resource, id } }, note];
    }
    this.#known.set(id, resource);
    if (id === resource.id) return [item];
    const detail = `Une autre ressource de cet import porte le même titre que ${name} : elles sont gardées toutes les deux.`;
    return [{ ...item, resource: { ...resource, id } }, noteItem('resource-id-shared', detail, at)];
  }

  #place(own: Resource): { readonly id: string; readonly isRepeated: boolean } {
    let { id } = own;
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
function isSame(known: Resource, own: Resource): boolean {
  return known.title === own.title && known.text === own.text && (own.text !== '' || known.url === own.url);
}
