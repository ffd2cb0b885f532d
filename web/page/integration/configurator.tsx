import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Territory } from '../../api/answers.ts';
import type { Api } from '../../api/client.ts';
import { LabelledField } from '../layout/labelled-field.tsx';
import type { Taxonomy } from '../search/data/search-data.ts';
import { TaxonomyChoice } from '../search/form/taxonomy-choice.tsx';
import { TerritoryCombobox } from '../search/form/territory-combobox.tsx';
import {
  attributesOf,
  type Configuration,
  DEFAULTS,
  frameAddressOf,
  readConfiguration,
  snippetOf,
} from './configuration.ts';

/** The lines to paste, and a button that copies them. */
function CodeToPaste({ code }: { readonly code: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, say] = useState('');
  async function copy(): Promise<void> {
    field.current?.select();
    // A page that is not served over HTTPS has no clipboard.
    if (navigator.clipboard === undefined) {
      say('C’est sélectionné : copiez avec Ctrl + C.');
      return;
    }
    await navigator.clipboard.writeText(code);
    say('Copié.');
  }
  return (
    <div class="field code-to-paste">
      <label for="code">À coller dans la page</label>
      <textarea id="code" ref={field} rows={8} readOnly spellcheck={false} value={code} />
      <p class="tools">
        <button type="button" class="primary" onClick={() => void copy()}>
          Copier
        </button>
        <span role="status">{said}</span>
      </p>
    </div>
  );
}

interface PreviewProps {
  readonly origin: string;
  readonly configuration: Configuration;
}

/** Address of the file that other sites load. */
const COMPONENT = '/composant/essaimage-recommandations.js';

/** Pause after a change, in milliseconds: each one reloads the frame. */
const PAUSE_MS = 500;

function useSettled<T>(value: T): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function FramePreview({ origin, configuration }: PreviewProps) {
  const address = useSettled(frameAddressOf(origin, configuration));
  return <iframe key={address} src={address} title="Aperçu du cadre" height={500} />;
}

/** The list as visitors of the other site will see it; needs a script. */
function Preview(props: PreviewProps) {
  const [hasScript, setScript] = useState(false);
  useEffect(() => {
    setScript(true);
    void import(/* @vite-ignore */ COMPONENT);
  }, []);
  const { origin, configuration } = props;
  if (!hasScript) return null;
  return configuration.manner === 'frame' ? (
    <FramePreview {...props} />
  ) : (
    h('essaimage-recommandations', attributesOf(origin, configuration))
  );
}

interface ConfiguratorProps {
  readonly origin: string;
  readonly taxonomy: Taxonomy;
  /** Null on the server. */
  readonly api: Api | null;
}

const HEADING_LEVELS = ['1', '2', '3', '4', '5', '6'];

function MannerChoice() {
  return (
    <fieldset class="manners">
      <legend>Façon d’intégrer</legend>
      <label for="maniere-composant">
        <input type="radio" id="maniere-composant" name="maniere" value="component" defaultChecked />{' '}
        Composant
        <span class="hint-inline">se fond dans la page</span>
      </label>
      <label for="maniere-cadre">
        <input type="radio" id="maniere-cadre" name="maniere" value="frame" /> Cadre
        <span class="hint-inline">pour un site qui interdit les scripts</span>
      </label>
    </fieldset>
  );
}

function LookFields({ isFrame }: { readonly isFrame: boolean }) {
  return (
    <div class="look-fields">
      <LabelledField id="nombre" label="Nombre d’expériences">
        <input type="number" min={1} max={50} defaultValue={DEFAULTS.limit} />
      </LabelledField>
      <LabelledField id="niveau-titre" label="Niveau du titre">
        <select>
          <option value="">Automatique</option>
          {HEADING_LEVELS.map((level) => (
            <option key={level} value={level}>
              {level}
            </option>
          ))}
        </select>
      </LabelledField>
      <LabelledField id="accent" label="Couleur d’accent">
        <input type="color" defaultValue={DEFAULTS.accent} />
      </LabelledField>
      {isFrame && (
        <LabelledField id="apparence" label="Apparence">
          <select>
            <option value="">Selon le visiteur</option>
            <option value="clair">Claire</option>
            <option value="sombre">Sombre</option>
          </select>
        </LabelledField>
      )}
    </div>
  );
}

/** Writes the lines to paste as one chooses, and shows beside what they will give. */
export function Configurator({ origin, taxonomy, api }: ConfiguratorProps) {
  const form = useRef<HTMLFormElement>(null);
  const [configuration, setConfiguration] = useState(DEFAULTS);
  const territory = useRef<Territory | null>(null);
  const update = () => {
    if (form.current === null) return;
    setConfiguration(readConfiguration(new FormData(form.current), territory.current));
  };
  // A browser may restore the fields when the page is loaded again.
  useEffect(update, []);
  return (
    <div class="configurator">
      <form class="question" ref={form} onInput={update} onSubmit={(event) => event.preventDefault()}>
        <MannerChoice />
        <LabelledField id="nom" label="Territoire" help="Facultatif : sans lui, le visiteur dira le sien.">
          <TerritoryCombobox
            api={api}
            id="nom"
            helpId="nom-help"
            errorId={null}
            shown=""
            onChoose={(chosen) => {
              territory.current = chosen;
              update();
            }}
          />
        </LabelledField>
        <LabelledField
          id="priorites"
          label="Priorités"
          help="Facultatif : sans priorité ni thème, le visiteur écrira les siennes."
        >
          <textarea rows={2} maxLength={2000} />
        </LabelledField>
        <details class="more">
          <summary>Thèmes et leviers</summary>
          <TaxonomyChoice legend="Thèmes" name="themes" labels={taxonomy.themes} chosen={[]} error={null} />
          <TaxonomyChoice legend="Leviers" name="leviers" labels={taxonomy.levers} chosen={[]} error={null} />
        </details>
        <LookFields isFrame={configuration.manner === 'frame'} />
        <CodeToPaste code={snippetOf(origin, configuration)} />
      </form>
      <section class="preview" aria-labelledby="preview-title">
        <h3 id="preview-title">Aperçu</h3>
        <Preview origin={origin} configuration={configuration} />
        <noscript>
          <p class="notice">L’aperçu et la mise à jour de la ligne demandent JavaScript.</p>
        </noscript>
      </section>
    </div>
  );
}
