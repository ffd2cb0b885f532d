import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

type Refuse = (problem: string) => Error;

const MAX_BYTES = 100_000;
const PNG_SIGNATURE = '89504e470d0a1a0a';
const SVG = /^\uFEFF?\s*(?:<\?xml.*?\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE(?:[^>[]|\[[^\]]*\])*>\s*)*<svg[\s>]/s;

function fileOf(content: string | Buffer, extension: string, type: string) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  return { path: `/exploitant/${hash}.${extension}`, type, content: Buffer.from(content) };
}

/** Reads a logo; its content says what it is. */
function readLogo(path: string, refuse: Refuse) {
  const file = statSync(path, { throwIfNoEntry: false });
  if (file?.isFile() !== true) throw refuse(`OPERATOR_LOGO : « ${path} » manque, ou n’est pas un fichier`);
  if (file.size > MAX_BYTES) throw refuse(`OPERATOR_LOGO : ${file.size} octets, ${MAX_BYTES} au plus`);
  const content = readFileSync(path);
  if (content.toString('hex', 0, 8) === PNG_SIGNATURE) return fileOf(content, 'png', 'image/png');
  if (SVG.test(content.toString())) return fileOf(content, 'svg', 'image/svg+xml');
  throw refuse(`OPERATOR_LOGO : « ${path} » n’est pas une image SVG ou PNG`);
}

/** Relative luminance of a `#rrggbb` colour, from 0 to 1 (WCAG 2.2). */
export function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = Array.from(Buffer.from(colour.slice(1), 'hex'), (byte) =>
    byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Styles with a colour. Read on white, it is read on every ground once so mixed: black is the worst in the dark. */
function styleWith(colour: string, refuse: Refuse) {
  const ratio = 1.05 / (luminanceOf(colour) + 0.05);
  if (ratio < 4.5) {
    const shown = (Math.floor(ratio * 100) / 100).toLocaleString('fr');
    throw refuse(`OPERATOR_COLOUR : contraste de ${shown} avec le blanc, 4,5 au moins : foncez-la`);
  }
  const mix = (share: number, other: string) => `color-mix(in srgb,${colour} ${share}%,${other})`;
  const bands = (share: number) => `--band:${mix(share, '#000')};--band-soft:${mix(share - 10, '#000')}`;
  const light = `--accent:${mix(92, '#000')};--accent-strong:${mix(70, '#000')};--accent-soft:#eef1ea;${bands(85)}`;
  const dark = `--accent:${mix(30, '#fff')};--accent-strong:${mix(15, '#fff')};--accent-soft:#22302e;${bands(60)}`;
  const css = `:root{${light}}@media screen and (prefers-color-scheme:dark){:root{${dark}}}`;
  return fileOf(`@supports (color:${mix(50, '#000')}){${css}}`, 'css', 'text/css');
}

/** Throws what `refuse` makes of a logo that is missing, too heavy or of another type, or of a colour too light. */
export function loadOperatorLook({ logo, colour }: Record<'logo' | 'colour', string | null>, refuse: Refuse) {
  const style = colour === null ? null : styleWith(colour, refuse);
  return { logo: logo === null ? null : readLogo(logo, refuse), style };
}
