interface OpenDataProps {
  /** Address of the licence; null where the operator gives none. */
  readonly licence: string | null;
}

/** Section that says where the public experiences are in bulk, and under which licence. */
export function OpenData({ licence }: OpenDataProps) {
  return (
    <section class="prose" id="donnees-ouvertes" aria-labelledby="donnees-titre">
      <h2 id="donnees-titre">Données ouvertes</h2>
      <p>
        Toutes les expériences publiques, en un fichier&nbsp;: <a href="/v1/experiences.csv">un tableau</a>{' '}
        (CSV, qu’un tableur ouvre et que l’import relit) ou <a href="/v1/experiences.ndjson">une par ligne</a>{' '}
        (NDJSON, avec la date du dernier changement). Pour tenir une copie, redemandez-le avec{' '}
        <code>If-None-Match</code>.
      </p>
      <ul>
        <li>
          <a href="/catalogue.jsonld">Le catalogue</a> (DCAT-AP, JSON-LD), que moissonnent les portails de
          données.
        </li>
        <li>
          Les vocabulaires (SKOS, JSON-LD)&nbsp;: <a href="/leviers.skos.jsonld">les leviers</a> et{' '}
          <a href="/themes.skos.jsonld">les thèmes</a>.
        </li>
      </ul>
      <p>
        {licence === null ? (
          'Licence non communiquée à ce jour par l’exploitant\u00a0: demandez-lui avant de réutiliser ces données.'
        ) : (
          <>
            Licence&nbsp;: <a href={licence}>{licence}</a>
          </>
        )}
      </p>
    </section>
  );
}
