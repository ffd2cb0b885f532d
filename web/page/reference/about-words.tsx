import { STATUS_LABELS } from '../../../src/domain/french/labels.ts';
/** The words that the service uses for what it knows and for what it answers. */
export function AboutWords() {
  return (
    <>
      <h2 id="mots">Ce que veulent dire certains mots</h2>
      <dl class="definitions">
        <div>
          <dt>« déduit »</dt>
          <dd>
            Vous ne l’avez pas dit : le service l’a trouvé à partir du territoire. La population, le
            département et la région viennent du registre officiel. Le contexte (rural, périurbain, urbain,
            mixte) est une estimation, tirée de la population et de la forme de l’intercommunalité ; sur 110
            territoires dont le contexte avait été indiqué par ailleurs, elle tombe juste pour 83. Vous pouvez
            corriger chacune de ces informations.
          </dd>
        </div>
        <div>
          <dt>« proche », « voisine »</dt>
          <dd>
            Une expérience est dite proche quand une personne du métier la jugerait sans doute utile, et
            voisine quand c’est moins sûr. En deçà, elle n’est pas montrée : une réponse courte vaut mieux
            qu’une réponse remplie.
          </dd>
        </div>
        <div>
          <dt>« besoin 1 », « besoin 2 »</dt>
          <dd>
            Une demande peut dire plusieurs besoins. Chacun est cherché, et les premières expériences
            répondent à chacun tour à tour. Un besoin pour lequel la base n’a rien est signalé.
          </dd>
        </div>
        <div>
          <dt>
            « {STATUS_LABELS.partial} » (<code>partial</code> dans l’API)
          </dt>
          <dd>
            La demande est dans le sujet, mais aucune expérience n’en est proche, ou l’un des besoins n’en a
            aucune. Sans expérience proche, le service montre au plus trois expériences voisines.
          </dd>
        </div>
        <div>
          <dt>
            « {STATUS_LABELS.broad} » (<code>broad</code> dans l’API)
          </dt>
          <dd>
            Le texte dit trop peu pour distinguer une expérience d’une autre, par exemple « développer
            l’ESS ». Le service répond quand même, en s’appuyant davantage sur le territoire, et propose des
            thèmes pour préciser.
          </dd>
        </div>
        <div>
          <dt>
            « {STATUS_LABELS.no_match} » (<code>no_match</code> dans l’API)
          </dt>
          <dd>
            Rien de ce que le service connaît ne s’approche assez de la demande, ou elle sort du sujet. Plutôt
            que de montrer des réponses sans rapport, il n’en montre aucune. Cela ne veut pas dire que
            personne ne l’a fait.
          </dd>
        </div>
      </dl>
    </>
  );
}
