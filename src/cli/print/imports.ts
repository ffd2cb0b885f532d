import type { ImportReport } from '../../application/import/import-documents.ts';
import { FIELD_LABELS } from '../../domain/french/labels.ts';
import { shorten } from '../../domain/french/sentences.ts';
import type { Taxonomy } from '../taxonomy.ts';
import { describeFieldValue } from './field-values.ts';
import { count } from './french-formats.ts';
import { hang, labelled, wrap } from './layout.ts';
import type { Look, Style } from './style.ts';

type Change = ImportReport['changes'][number];
type Note = ImportReport['notes'][number];

const MARGIN = 4;
const LABEL_WIDTH = 15;
/** Enough to recognise the value of a field. */
const VALUE_LENGTH = 300;

const MARKS: Readonly<Record<Change['kind'], { readonly sign: string; readonly color: keyof Style }>> = {
  added: { sign: '+', color: 'green' },
  changed: { sign: '~', color: 'yellow' },
  removed: { sign: '-', color: 'red' },
};

function listCounts(parts: readonly (readonly [number, string, string])[]): string {
  const told = parts.filter(([value]) => value > 0).map(([value, one, many]) => count(value, one, many));
  return told.length === 0 ? 'aucune' : told.join(', ');
}

function printCounts(
  { resources, experiences, corrections, feedback }: ImportReport,
  { width }: Look,
): readonly string[] {
  const row = (label: string, text: string) =>
    labelled(label, [text], { width, labelWidth: LABEL_WIDTH, bullets: false });
  return [
    ...row(
      'Ressources',
      listCounts([
        [resources.added, 'nouvelle', 'nouvelles'],
        [resources.changed, 'modifiée', 'modifiées'],
        [resources.unchanged, 'inchangée', 'inchangées'],
        [resources.gone, 'retirée du site (gardée, marquée)', 'retirées du site (gardées, marquées)'],
      ]),
    ),
    ...row(
      'Expériences',
      listCounts([
        [experiences.added, 'nouvelle', 'nouvelles'],
        [experiences.changed, 'modifiée', 'modifiées'],
        [experiences.unchanged, 'inchangée', 'inchangées'],
        [experiences.removed, 'retirée', 'retirées'],
      ]),
    ),
    ...(corrections === 0 ? [] : row('Corrections', count(corrections, 'reprise', 'reprises'))),
    ...(feedback === 0 ? [] : row('Avis', count(feedback, 'repris', 'repris'))),
  ];
}

function printField(
  { field, before, after }: Change['fields'][number],
  kind: Change['kind'],
  taxonomy: Taxonomy,
  { width, style }: Look,
): readonly string[] {
  const describe = (value: unknown) => shorten(describeFieldValue(field, value, taxonomy), VALUE_LENGTH);
  const paragraphs =
    kind === 'changed'
      ? [style.red(`- ${describe(before)}`), style.green(`+ ${describe(after)}`)]
      : [describe(kind === 'added' ? after : before)];
  const label = `${' '.repeat(MARGIN)}${style.dim(FIELD_LABELS[field])}`;
  return labelled(label, paragraphs, { width, labelWidth: MARGIN + LABEL_WIDTH, bullets: false });
}

function printChange(change: Change, taxonomy: Taxonomy, look: Look): readonly string[] {
  const { kind, title, id, fields } = change;
  const { sign, color } = MARKS[kind];
  const { style, width } = look;
  // The title is printed above.
  const shown = kind === 'changed' ? fields : fields.filter(({ field }) => field !== 'title');
  const silent = kind === 'changed' && fields.length === 0 ? ' : ses preuves ou sa visibilité' : '';
  return [
    ...hang(`${sign} `, title, width).map((line) => style[color](style.bold(line))),
    ...hang(' '.repeat(MARGIN), `${id}${silent}`, width).map(style.dim),
    ...shown.flatMap((field) => printField(field, kind, taxonomy, look)),
  ];
}

/** Prints the changes under the titles of their resources. */
function printChanges({ changes, dryRun }: ImportReport, taxonomy: Taxonomy, look: Look): readonly string[] {
  if (changes.length === 0) return [];
  const lines = ['', look.style.bold(dryRun ? 'CE QUI CHANGERAIT' : 'CE QUI A CHANGÉ')];
  let resource: string | null = null;
  for (const change of changes) {
    if (change.resourceTitle !== null && change.resourceTitle !== resource) {
      lines.push('', ...wrap(`Ressource : ${change.resourceTitle}`, look.width));
    }
    resource = change.resourceTitle;
    lines.push(...printChange(change, taxonomy, look));
  }
  return lines;
}

function printNotes(notes: readonly Note[], { width, style }: Look): readonly string[] {
  if (notes.length === 0) return [];
  return [
    '',
    style.bold(`À VÉRIFIER (${notes.length})`),
    ...notes.flatMap(({ line, detail }) =>
      hang('• ', line === null ? detail : `ligne ${line} : ${detail}`, width),
    ),
  ];
}

/** Prints the result of an import or of a dry run. */
export function printImportReport(report: ImportReport, taxonomy: Taxonomy, look: Look): readonly string[] {
  const heading = report.dryRun ? 'Essai : rien n’a été enregistré.' : 'Import terminé.';
  return [
    look.style.bold(heading),
    ...printCounts(report, look),
    ...printChanges(report, taxonomy, look),
    ...printNotes(report.notes, look),
  ];
}
