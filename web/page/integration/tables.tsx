import readme from '../../component/package/README.md?raw';
import { ReferenceTable } from './reference-table.tsx';

/** The table of a section of the README of the package, without its marks of code. */
function ReadmeTable({ title }: { readonly title: string }) {
  const section = readme.split(`## ${title}\n`)[1] ?? '';
  const table = /(?:^\|.*\n)+/m.exec(section)?.[0];
  if (table === undefined) throw new TypeError(`the README of the component has no table « ${title} »`);
  const lines = table.trim().split('\n');
  const [head = [], , ...rows] = lines.map((line) => line.replaceAll('`', '').slice(2, -2).split(' | '));
  return (
    <ReferenceTable
      caption={title}
      head={head}
      rows={rows.map(([name = '', ...cells]) => [name, ...cells])}
    />
  );
}

/** Tables of the reference for developers, by their names in its text. */
export function tablesFor(origin: string) {
  const address = <code>{origin}</code>;
  return {
    attributes: <ReadmeTable title="Attributs" />,
    events: <ReadmeTable title="Événements" />,
    properties: <ReadmeTable title="Propriétés CSS" />,
    directives: (
      <ReferenceTable
        caption="Directives à compléter"
        head={['Directive', 'Pour', 'À ajouter']}
        rows={[
          ['script-src', 'le composant, et cadre.js', address],
          ['connect-src', 'le composant', address],
          ['frame-src', 'le cadre', address],
          [
            'style-src',
            'la couleur d’accent du composant, si elle est dans un attribut style',
            'rien : écrivez-la plutôt dans votre feuille de style',
          ],
        ]}
      />
    ),
  };
}
