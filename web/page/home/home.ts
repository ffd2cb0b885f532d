import type { Experience, ExperienceResult } from '../../api/answers.ts';
import type { Operator } from '../../contract.ts';
import type { Question } from '../../question/question.ts';

/** A question and the first experience of its answer, as the service gave it. */
export interface Example {
  readonly question: Question;
  /** Name of its territory. */
  readonly territory: string;
  /** Sentence of the experience that is nearest to the question. */
  readonly evidence: ExperienceResult['evidence'];
  readonly experience: Pick<Experience, 'id' | 'title' | 'territories' | 'setting' | 'year'> & {
    /** Id of its first theme. */
    readonly theme: string | null;
  };
}

/** Size of what the public reads, and ways into it. */
export interface Collection {
  readonly experienceCount: number;
  /** Number of départements with an experience. */
  readonly departmentCount: number;
  readonly themeCount: number;
  readonly leverCount: number;
  /** Themes with the most experiences, the fullest first. */
  readonly themes: readonly {
    readonly id: string;
    readonly label: string;
    readonly experienceCount: number;
  }[];
  /** Those with a close experience. */
  readonly examples: readonly Example[];
}

/** Content of the home page, under the form. */
export interface Home {
  readonly collection: Collection | null;
  readonly network: Pick<Operator, 'name' | 'contact' | 'peerContact'>;
}
