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
