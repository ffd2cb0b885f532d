import type { VNode } from 'preact';
import type { Experience } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import { experiencePath } from '../../layout/addresses.ts';

interface CardActionsProps {
  readonly experience: Pick<Experience, 'id' | 'title'>;
  readonly isCompared: boolean;
  /** Whether the comparison has room for one more. */
  readonly canCompare: boolean;
  readonly onCompare: () => void;
  readonly onExclude: () => void;
  /** Opens a message to the network. */
  readonly peerLink: VNode;
}

/** Actions on an experience, besides reading it. */
export function CardActions(props: CardActionsProps) {
  const { experience, isCompared, canCompare, onCompare, onExclude, peerLink } = props;
  const title = typeset(experience.title);
  return (
    <div class="actions">
      <label class="compare needs-script">
        <input
          type="checkbox"
          checked={isCompared}
          disabled={!isCompared && !canCompare}
          onChange={onCompare}
        />
        Comparer<span class="visually-hidden">&nbsp;: {title}</span>
      </label>
      <button type="button" class="link needs-script" onClick={onExclude}>
        Ne plus montrer<span class="visually-hidden">&nbsp;: {title}</span>
      </button>
      <a href={`${experiencePath(experience.id)}#proches`}>
        Expériences proches<span class="visually-hidden"> de&nbsp;: {title}</span>
      </a>
      {peerLink}
    </div>
  );
}
