import { typeset } from '../../french/typography.ts';
import { type Question, writeQuestion } from '../../question/question.ts';
import { LabelledField } from '../layout/labelled-field.tsx';

export const ENTRUST_PATH = '/confier';
/** Names of the fields besides those of the question. */
export const TEXT_FIELD = 'question';
export const CONSENT_FIELD = 'accord';

interface EntrustFormProps {
  readonly question: Question;
  /** Days during which it is kept. */
  readonly days: number;
  /** Error of the text; null without one. */
  readonly error?: string | null;
}

/** Form that entrusts a question to the newsroom. Works without a script. */
export function EntrustForm({ question, days, error = null }: EntrustFormProps) {
  const besides = writeQuestion({ ...question, priorities: '', asTyped: '' });
  return (
    <form class="card question entrust" method="post" action={ENTRUST_PATH}>
      <p>
        Rien ici ne répond vraiment à votre question&nbsp;? La rédaction peut la lire, chercher ce qui y
        répond, et faire que le site s’en souvienne.
      </p>
      <ul class="plain-list">
        <li>
          <strong>Ce qui est gardé&nbsp;:</strong> le texte ci-dessous, le territoire et les choix de votre
          demande, et la date. Rien ne dit qui vous êtes.
        </li>
        <li>
          <strong>Qui la lit&nbsp;:</strong> la rédaction et qui administre le service, personne d’autre.
        </li>
        <li>
          <strong>Combien de temps&nbsp;:</strong> {days}&nbsp;jours au plus. Vous recevez une référence, qui
          permet de l’effacer quand vous voulez.
        </li>
        <li>
          <strong>Si la rédaction dit ce qui y répond&nbsp;:</strong> votre question est effacée d’ici. Le
          texte relu, sans aucun nom, reste dans la mémoire du classement, que lisent les rédactions du
          réseau&nbsp;; votre référence ne l’efface plus.
        </li>
      </ul>
      <LabelledField
        id={TEXT_FIELD}
        label="Votre question (obligatoire)"
        help={typeset(
          'Ne nommez personne : retirez ici tout nom, et ce qui désigne quelqu’un. 2 000 caractères au plus.',
        )}
        error={error}
      >
        <textarea rows={3} required minLength={3} maxLength={2000} defaultValue={question.priorities} />
      </LabelledField>
      {[...besides].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label class="inline-choice" for={CONSENT_FIELD}>
        <input type="checkbox" name={CONSENT_FIELD} value="oui" required id={CONSENT_FIELD} />
        J’accepte que ma question soit gardée, et lue par la rédaction (obligatoire).
      </label>
      <button type="submit">Confier ma question</button>
    </form>
  );
}
