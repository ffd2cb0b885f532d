import { typeset } from '../../french/typography.ts';
import { LabelledField } from '../layout/labelled-field.tsx';
import type { Page } from '../layout/page.ts';

/** Why the form is shown again, by the parameter `motif` that the service writes. */
const REASONS: Readonly<Record<string, { readonly title: string; readonly advice: string }>> = {
  cle: {
    title: 'Clé refusée',
    advice: 'Elle est mal recopiée, inconnue, périmée ou révoquée. Recopiez-la en entier : « ess_….… ».',
  },
  droits: {
    title: 'Droits manquants',
    advice:
      'La clé est valable mais ne permet pas de rédiger : il lui faut les droits « import » et « read:members ». Demandez-en une à qui administre le service.',
  },
  session: {
    title: 'Session terminée',
    advice:
      'Elle a duré huit heures, est restée une heure sans usage, ou sa clé a été retirée. Entrez de nouveau.',
  },
  envoi: {
    title: 'Session terminée : rien n’est publié',
    advice:
      'Ce que vous venez d’envoyer n’est ni publié ni enregistré. Entrez de nouveau : vous revenez à la page. « Précédent », dans le navigateur, montre le plus souvent ce que vous aviez saisi.',
  },
  compte: {
    title: 'Compte refusé',
    advice:
      'Votre compte est reconnu, mais n’est pas de ceux que l’exploitant autorise. Demandez-lui de l’ajouter.',
  },
  fournisseur: {
    title: 'Connexion interrompue',
    advice: 'Le fournisseur de comptes n’a pas répondu, a refusé, ou la connexion a trop duré. Recommencez.',
  },
  fin: { title: 'Vous êtes déconnecté', advice: 'La session est effacée du serveur.' },
};

function Reason({ code }: { readonly code: string }) {
  const reason = REASONS[code];
  if (reason === undefined) return null;
  return (
    <div class={code === 'fin' ? 'notice' : 'notice notice-failure'} role="alert">
      <h2>{typeset(reason.title)}</h2>
      <p>{typeset(reason.advice)}</p>
    </div>
  );
}

/** Form that exchanges a key for a session. The service receives it itself. */
export const signInPage: Page = async ({ url, hasAccounts }) => ({
  head: {
    title: 'Connexion à la rédaction',
    description: 'Entrer dans les pages de rédaction, avec une clé.',
    canonicalPath: '/redaction/connexion',
    isIndexed: false,
  },
  body: (
    <div class="prose">
      <h1>Entrer dans la rédaction</h1>
      <Reason code={url.searchParams.get('motif') ?? ''} />
      <form class="question" method="post" action="/redaction/connexion">
        <input type="hidden" name="retour" value={url.searchParams.get('retour') ?? ''} />
        <LabelledField
          id="cle"
          label="Clé de rédaction"
          help={
            <>
              Elle commence par «&nbsp;ess_&nbsp;». Qui administre le service la donne&nbsp;; elle n’est pas
              gardée par votre navigateur.
            </>
          }
        >
          <input type="password" required autocomplete="current-password" spellcheck={false} />
        </LabelledField>
        <button type="submit">Entrer</button>
      </form>
      {hasAccounts && (
        <p>
          <a href="/redaction/connexion/compte">Entrer avec le compte de votre organisation</a>
        </p>
      )}
      <p class="help">
        Un cookie retient votre session sur ces pages seulement, huit heures au plus, jusqu’à ce que vous vous
        déconnectiez.
      </p>
    </div>
  ),
});
