/** Text of a page, at a place in points from its bottom left. */
export interface PrintedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** One of the two fonts of the document. */
  readonly isBold?: boolean;
}

/**
 * Writes a PDF of A4 pages, in the fonts that every reader has.
 * @param packed takes the place of the texts: what a page shows, compressed as many times
 */
export function writePdf(
  pages: readonly (readonly PrintedText[])[],
  info = '',
  packed: { readonly content: Buffer; readonly filters: number } | null = null,
): Uint8Array {
  const kids = pages.map((_, index) => `${5 + 2 * index} 0 R`).join(' ');
  const font = (name: string) =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    ...pages.flatMap((texts, index) => {
      const content = packed?.content.toString('latin1') ?? texts.map(show).join('\n');
      const filter = packed === null ? '' : `/Filter [${'/FlateDecode'.repeat(packed.filters)}]`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${6 + 2 * index} 0 R >>`,
        `<< /Length ${content.length} ${filter} >>\nstream\n${content}\nendstream`,
      ];
    }),
    `<< ${info} >>`,
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R /Info ${size - 1} 0 R >>\nstartxref\n${file.length}\n%%EOF`;
  return Buffer.from(`${file}${table}${trailer}`, 'latin1');
}

function show({ text, x, y, size, isBold = false }: PrintedText): string {
  const escaped = text.replace(/[\\()]/g, '\\$&').replaceAll('’', '\u0092');
  return `BT /${isBold ? 'F2' : 'F1'} ${size} Tf ${x} ${y} Td (${escaped}) Tj ET`;
}
