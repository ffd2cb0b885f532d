/** Presentation of the service, before the first question. */
export function FirstVisit() {
  return (
    <div class="first-visit">
      <h2>Ce que vous obtiendrez</h2>
      <ol class="promises">
        <li>
          <h3>Des expériences qui ressemblent à la vôtre</h3>
          <p>
            Ce que des communes, intercommunalités, départements et régions ont fait avec l’économie sociale
            et solidaire (ESS) : associations, coopératives, mutuelles, structures d’insertion…
          </p>
        </li>
        <li>
          <h3>Les leviers à votre main</h3>
          <p>
            Marchés publics, prêt de locaux, entrée au capital d’une coopérative, appel à projets… avec leur
            cadre légal, un point de vigilance et qui s’en est servi.
          </p>
        </li>
        <li>
          <h3>La raison de chaque proposition</h3>
          <p>La phrase qui la justifie, le détail du classement, et la source.</p>
        </li>
      </ol>
      <p class="quiet">
        Tout se calcule sur ce serveur : votre texte n’est ni conservé, ni transmis à un tiers.
      </p>
    </div>
  );
}
