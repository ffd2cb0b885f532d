import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { attributesOf, type Configuration, frameAddressOf } from './configuration.ts';

interface PreviewProps {
  readonly origin: string;
  readonly configuration: Configuration;
}

/** Address of the file that other sites load. */
const COMPONENT = '/composant/essaimage-recommandations.js';

/** Pause after a change, in milliseconds: each one reloads the frame. */
const PAUSE_MS = 500;

function useSettled<T>(value: T): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function FramePreview({ origin, configuration }: PreviewProps) {
  const address = useSettled(frameAddressOf(origin, configuration));
  return <iframe key={address} src={address} title="Aperçu du cadre" height={500} />;
}

/** The list as visitors of the other site will see it; needs a script. */
export function Preview(props: PreviewProps) {
  const [hasScript, setScript] = useState(false);
  useEffect(() => {
    setScript(true);
    void import(/* @vite-ignore */ COMPONENT);
  }, []);
  const { origin, configuration } = props;
  if (!hasScript) return null;
  return configuration.manner === 'frame' ? (
    <FramePreview {...props} />
  ) : (
    h('essaimage-recommandations', attributesOf(origin, configuration))
  );
}
