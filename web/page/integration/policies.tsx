import { ReferenceTable } from './reference-table.tsx';

/** Directives that a site with a strict policy has to complete. */
export function Policies({ origin }: { readonly origin: string }) {
  return (
    <>
      <h3>Si votre site a une politique de sécurité (CSP)</h3>
      <p>
        Ajoutez l’adresse du service à ces directives. Ni <code>unsafe-inline</code> ni{' '}
        <code>unsafe-eval</code> ne sont nécessaires.
      </p>
      <ReferenceTable
        caption="Directives à compléter"
        head={['Directive', 'Pour', 'À ajouter']}
        rows={[
          ['script-src', 'le composant, et cadre.js', <code key="o">{origin}</code>],
          ['connect-src', 'le composant', <code key="o">{origin}</code>],
          ['frame-src', 'le cadre', <code key="o">{origin}</code>],
          [
            'style-src',
            'la couleur d’accent du composant, si elle est dans un attribut style',
            'rien : écrivez-la plutôt dans votre feuille de style',
          ],
        ]}
      />
    </>
  );
}
