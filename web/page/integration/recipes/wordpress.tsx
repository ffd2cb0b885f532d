import { frameTag } from '../configuration.ts';
import { Code, Recipe, type RecipesProps } from './recipe.tsx';

/** Tried in WordPress 6.8: the same text, with the address of a service on the same machine. */
function plugin(origin: string): string {
  return `<?php
// wp-content/mu-plugins/essaimage.php
add_action( 'init', function () {
	wp_oembed_add_provider( '${origin}/*', '${origin}/oembed' );
} );

add_shortcode( 'essaimage', function ( $given ) {
	wp_enqueue_script_module( 'essaimage', '${origin}/composant/essaimage-recommandations.js', array(), null );
	$attributes = '';
	foreach ( array( 'territoire', 'themes', 'leviers', 'priorites', 'nombre', 'titre' ) as $name ) {
		if ( isset( $given[ $name ] ) ) {
			$attributes .= ' ' . $name . '="' . esc_attr( $given[ $name ] ) . '"';
		}
	}
	return '<essaimage-recommandations api="${origin}"' . $attributes . '><a href="${origin}/">Ce que d’autres collectivités ont fait, sur Essaimage</a></essaimage-recommandations>';
} );`;
}

export function WordPress({ origin }: RecipesProps) {
  return (
    <>
      <p class="quiet">
        Essayé avec WordPress 6.8, sur un site seul&nbsp;; le multisite, d’après sa documentation.
      </p>
      <Recipe title="Un lien collé devient une carte (oEmbed)" who="Tout auteur, sans administrateur">
        <p>
          Collez l’adresse d’une expérience, d’une réponse, d’un thème ou d’un levier, seule sur sa
          ligne&nbsp;: WordPress en fait un contenu embarqué.
        </p>
        <Code>{`${origin}/experiences/scic-multiservice-saleich`}</Code>
        <p>
          WordPress isole les fournisseurs qu’il ne connaît pas&nbsp;: les liens s’ouvrent à la place de votre
          page, et au-delà de 1000 pixels de haut le cadre défile. Le fichier plus bas lève ces limites.
        </p>
      </Recipe>
      <Recipe
        title="Le cadre, dans un bloc « HTML personnalisé »"
        who="Administrateur ou éditeur ; en multisite, super-administrateur seul"
      >
        <Code>{frameTag(origin)}</Code>
        <p>
          Il faut le droit <code>unfiltered_html</code>. Pour un auteur, WordPress retire le cadre à
          l’enregistrement&nbsp;; du composant, il ne garde que le lien.
        </p>
      </Recipe>
      <Recipe title="Le composant, par un code court" who="Administrateur, une fois ; puis tout auteur">
        <p>Déposez ce fichier (WordPress 6.5 au moins). Il fait aussi du service un fournisseur connu.</p>
        <Code>{plugin(origin)}</Code>
        <p>Puis, dans un bloc «&nbsp;Code court&nbsp;»&nbsp;:</p>
        <Code>[essaimage territoire="35236" themes="alimentation"]</Code>
      </Recipe>
    </>
  );
}
