import type { Question } from '../../question/question.ts';
import type { Means } from '../state.ts';

const MAX_LENGTH = 2000;
const MIN_LENGTH = 3;

interface QuestionFormProps {
  readonly question: Question;
  /** Whether the territory is for the person to say. */
  readonly asksTerritory: boolean;
  readonly means: Means;
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** Fields for a place and a need, which the visitor fills. */
export function QuestionForm({ question, asksTerritory, means }: QuestionFormProps) {
  return (
    <form
      part="form"
      method="get"
      onSubmit={(event) => {
        if (means.kind === 'address') return;
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        means.onAsk(textOf(form, 'nom'), textOf(form, 'priorites'));
      }}
    >
      {asksTerritory && (
        <label part="field" for="nom">
          <span>Votre territoire</span>
          <span class="e-soft">Nom ou code postal, facultatif</span>
          <input
            id="nom"
            name="nom"
            type="text"
            autocomplete="off"
            maxLength={100}
            defaultValue={question.typedTerritory}
          />
        </label>
      )}
      <label part="field" for="priorites">
        <span>Vos priorités</span>
        <span class="e-soft">Avec vos mots&nbsp;: un projet, un besoin, une difficulté</span>
        <textarea
          id="priorites"
          name="priorites"
          rows={3}
          required
          minLength={MIN_LENGTH}
          maxLength={MAX_LENGTH}
          defaultValue={question.priorities}
        />
      </label>
      {means.kind === 'address' &&
        [...means.kept].map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <button type="submit" part="button">
        Voir les expériences
      </button>
    </form>
  );
}
