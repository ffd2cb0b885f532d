import type { ComponentType } from 'preact';
import type { EmbeddedProgram } from '../../contract.ts';
import { ForIntegrators } from './for-integrators.tsx';
import { Policies } from './policies.tsx';
import { Assistants } from './recipes/assistants.tsx';
import { Drupal } from './recipes/drupal.tsx';
import { PlainHtml } from './recipes/plain-html.tsx';
import { Spip } from './recipes/spip.tsx';
import { WordPress } from './recipes/wordpress.tsx';

interface ProfileProps {
  /** Public origin of the service. */
  readonly origin: string;
  readonly component: EmbeddedProgram;
}

/** Kind of site, with what its editors have to do. */
export interface Profile {
  /** Value of the parameter `profil`. */
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly Content: ComponentType<ProfileProps>;
}

function Developer(props: ProfileProps) {
  return (
    <>
      <ForIntegrators {...props} />
      <Policies origin={props.origin} />
    </>
  );
}

/** The first one is shown when the address names none. */
export const PROFILES: readonly [Profile, ...Profile[]] = [
  { id: 'drupal', label: 'Drupal', title: 'Sur un site Drupal', Content: Drupal },
  { id: 'wordpress', label: 'WordPress', title: 'Sur un site WordPress', Content: WordPress },
  { id: 'spip', label: 'SPIP', title: 'Sur un site SPIP', Content: Spip },
  { id: 'html', label: 'Autre site', title: 'Sur tout autre site', Content: PlainHtml },
  { id: 'assistant', label: 'Assistant', title: 'Dans un assistant', Content: Assistants },
  { id: 'developpeur', label: 'Développeur', title: 'Pour les développeurs', Content: Developer },
];

/** Address of the page for a kind of site. */
export function profilePath({ id }: Profile): string {
  return id === PROFILES[0].id ? '/integration' : `/integration?profil=${id}`;
}
