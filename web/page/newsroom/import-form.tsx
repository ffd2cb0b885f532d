import type { PageRequest } from '../layout/page.ts';
import { FormToken } from './controls.tsx';
import { ACCESS_LABELS } from './words.ts';

interface ImportFormProps {
  readonly request: PageRequest;
  /** Form that was refused; null for an empty one. */
  readonly typed: FormData | null;
}

/** Asks for an import: of an address, a file or a text. */
export function ImportForm({ request, typed }: ImportFormProps) {
  const value = (name: string) => {
    const given = typed?.get(name);
    return typeof given === 'string' ? given : '';
  };
  return (
    <form class="card stack" method="post" enctype="multipart/form-data" aria-labelledby="importer">
      <FormToken session={request.session} />
      <h2 id="importer">Importer un document</h2>
      <div class="field">
        <label for="adresse">Une page, par son adresse</label>
        <input
          id="adresse"
          name="adresse"
          type="url"
          placeholder="https://"
          defaultValue={value('adresse')}
        />
      </div>
      <div class="field">
        <label for="fichier">Ou un fichier</label>
        <input id="fichier" name="fichier" type="file" />
      </div>
      <details class="more" open={value('texte') !== ''}>
        <summary>Ou un texte collé</summary>
        <div class="stack">
          <div class="field">
            <label for="titre">Son titre</label>
            <input id="titre" name="titre" defaultValue={value('titre')} />
          </div>
          <div class="field">
            <label for="texte">Le texte</label>
            <textarea id="texte" name="texte" rows={6} defaultValue={value('texte')} />
          </div>
        </div>
      </details>
      <div class="side-by-side">
        <div class="field">
          <label for="acces">Si le document ne dit pas à qui il est ouvert</label>
          <select id="acces" name="acces">
            {(['members', 'public'] as const).map((each) => (
              <option key={each} value={each} selected={each === value('acces')}>
                {ACCESS_LABELS[each]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="seuil">Publier sans relecture</label>
          <select id="seuil" name="seuil">
            <option value="">Jamais : tout est relu</option>
            {['90', '95', '99'].map((each) => (
              <option key={each} value={each} selected={each === value('seuil')}>
                Au-dessus de {each}&nbsp;% de confiance
              </option>
            ))}
          </select>
        </div>
      </div>
      <button type="submit" class="primary">
        Importer
      </button>
    </form>
  );
}
