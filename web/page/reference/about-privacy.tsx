/** Use and retention of the texts that people write. */
export function AboutPrivacy() {
  return (
    <>
      <h2 id="donnees">Ce que devient ce que vous écrivez</h2>
      <ul>
        <li>
          Votre texte sert à calculer la réponse, sur ce serveur, puis il est oublié : il n’est ni enregistré,
          ni écrit dans les journaux du service, ni transmis à un tiers.
        </li>
        <li>
          Les pages n’appellent aucun autre site, ne mesurent pas l’audience et ne déposent pas de cookie.
        </li>
        <li>
          L’adresse d’une page de résultats contient votre demande : c’est ce qui permet de la garder et de la
          partager. Elle reste donc dans l’historique de votre navigateur, et un intermédiaire (réseau de
          votre organisation, hébergeur) peut la voir passer. N’y écrivez pas de nom de personne.
        </li>
        <li>
          Un avis (« utile », « pas utile », et son commentaire) est gardé pour améliorer le classement, sans
          rien qui dise qui l’a donné, et supprimé après un délai que fixe l’exploitant : deux ans s’il n’a
          rien choisi. On peut le retirer aussitôt donné.
        </li>
      </ul>
    </>
  );
}
