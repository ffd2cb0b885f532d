/** Purpose of the service, and its limits. */
export function AboutService() {
  return (
    <>
      <h2 id="service">À quoi sert ce service</h2>
      <p>
        Une collectivité qui veut agir avec l’économie sociale et solidaire (ESS : associations, coopératives,
        mutuelles, structures d’insertion…) n’est presque jamais la première. Essaimage l’aide à trouver ce
        que d’autres, qui lui ressemblent, ont déjà fait, et les <strong>leviers</strong> qu’elles ont
        actionnés : ce qu’une collectivité peut faire elle-même, comme prêter un local, réserver un marché ou
        entrer au capital d’une coopérative.
      </p>
      <p>
        Vous dites votre territoire et vos priorités, avec vos mots. Le service répond par des expériences et
        des leviers, chacun avec les raisons de sa présence, la phrase qui la prouve, et sa source.
      </p>
      <h3>Ce qu’il ne fait pas</h3>
      <ul>
        <li>
          Il ne rédige rien et n’invente rien : il choisit et classe des fiches écrites d’après des sources
          publiées. Ce n’est pas un assistant conversationnel.
        </li>
        <li>
          Il ne dit pas si une expérience a réussi : une fiche résume ce que sa source raconte, sans enquête
          indépendante.
        </li>
        <li>
          Il ne donne pas de conseil juridique&nbsp;: les textes cités pour un levier sont un point de départ,
          à vérifier avec vos services. Sa page dit quand et comment chacun a été lu, et si un juriste a
          signé.
        </li>
        <li>Il ne note pas les collectivités : l’ordre des réponses ne vaut que pour votre demande.</li>
      </ul>
    </>
  );
}
