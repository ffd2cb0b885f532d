import type { Essaimage } from '../../application/essaimage.ts';
import type { ImportReport } from '../../application/import/import-documents.ts';
import { labelOf } from '../../application/recommend/phrase-reasons.ts';
import { countNoun, formatNumber, shorten } from '../../domain/french/formats.ts';
import { FIELD_LABELS, KIND_LABELS, SETTING_LABELS } from '../../domain/french/labels.ts';
import { bold, dim, green, red, yellow } from './layout.ts';

type Change = ImportReport['changes'][number];
type Note = ImportReport['notes'][number];
type Taxonomy = Essaimage['taxonomy'];

const MARGIN = ' '.repeat(4);
const LABEL_WIDTH = 15;
/** Enough to recognise the value of a field. */
const VALUE_LENGTH = 300;

const MARKS = {
  added: { sign: '+', color: green },
  changed: { sign: '~', color: yellow },
  removed: { sign: '-', color: red },
  reread: { sign: '≠', color: yellow },
  untold: { sign: '∅', color: yellow },
};

/** @param last number of items gone, and its name in singular and plural */
function listCounts(
  { added, changed, unchanged }: ImportReport['resources' | 'experiences'],
  last: readonly [number, string, string],
): string {
  const parts = [
    [added, 'nouvelle', 'nouvelles'],
    [changed, 'modifiée', 'modifiées'],
    [unchanged, 'inchangée', 'inchangées'],
    last,
  ] as const;
  const told = parts.filter(([value]) => value > 0).map(([value, one, many]) => countNoun(value, one, many));
  return told.length === 0 ? 'aucune' : told.join(', ');
}

/** Published fiches that the import leaves as they are. */
function listRereadings({ reread, untold }: ImportReport['experiences']): string {
  const told = reread === 0 ? '' : `${formatNumber(reread)} dont la source dit autre chose`;
  const gone =
    untold === 0 ? '' : countNoun(untold, 'que sa source ne raconte plus', 'que leur source ne raconte plus');
  const listed = [told, gone].filter((part) => part !== '').join(', ');
  return listed === '' ? '' : `${listed} (gardées telles quelles)`;
}

function printCounts({
  resources,
  experiences,
  proposed,
  corrections,
  feedback,
}: ImportReport): readonly string[] {
  const gone = ['retirée du site (gardée, marquée)', 'retirées du site (gardées, marquées)'] as const;
  const toReview = `${countNoun(proposed, 'proposition', 'propositions')}, que personne d’autre ne voit`;
  const rows = new Map([
    ['Ressources', listCounts(resources, [resources.gone, ...gone])],
    ['Expériences', listCounts(experiences, [experiences.removed, 'retirée', 'retirées'])],
    ['Déjà publiées', listRereadings(experiences)],
    ['À relire', proposed === 0 ? '' : toReview],
    ['Corrections', corrections === 0 ? '' : countNoun(corrections, 'reprise', 'reprises')],
    ['Avis', feedback === 0 ? '' : countNoun(feedback, 'repris', 'repris')],
  ]);
  return [...rows].flatMap(([label, text]) => (text === '' ? [] : `${label.padEnd(LABEL_WIDTH)}${text}`));
}

const VALUE_LABELS: Readonly<Record<string, string>> = {
  ...KIND_LABELS,
  ...SETTING_LABELS,
  public: 'ouvert à tous',
  members: 'réservé aux membres',
};

/** Writes the value of a field on one line, with the labels of its codes: « Redon, commune, 35236 ; Rennes, … ». */
function describeFieldValue(value: unknown, taxonomy: Taxonomy): string {
  if (value === null) return 'rien';
  if (Array.isArray(value)) return value.map((item) => describeFieldValue(item, taxonomy)).join(' ; ');
  if (typeof value !== 'object') {
    return VALUE_LABELS[String(value)] ?? labelOf(String(value), [...taxonomy.themes, ...taxonomy.levers]);
  }
  const parts = Object.values(value).filter((part) => part !== null && part !== '');
  return parts
    .map((part) => (typeof part === 'number' ? formatNumber(part) : describeFieldValue(part, taxonomy)))
    .join(', ');
}

function printField(
  { field, before, after }: Change['fields'][number],
  kind: Change['kind'],
  taxonomy: Taxonomy,
): readonly string[] {
  const describe = (value: unknown) => shorten(describeFieldValue(value, taxonomy), VALUE_LENGTH);
  const paragraphs =
    kind === 'changed' || kind === 'reread'
      ? [red(`- ${describe(before)}`), green(`+ ${describe(after)}`)]
      : [describe(kind === 'added' ? after : before)];
  const label = FIELD_LABELS[field].padEnd(LABEL_WIDTH);
  return paragraphs.map((text, at) => `${MARGIN}${at === 0 ? dim(label) : ' '.repeat(LABEL_WIDTH)}${text}`);
}

function printChange(change: Change, taxonomy: Taxonomy): readonly string[] {
  const { kind, title, id, fields } = change;
  const { sign, color } = MARKS[kind];
  // The title is printed above.
  const shown =
    kind === 'changed' || kind === 'reread' ? fields : fields.filter(({ field }) => field !== 'title');
  const silent = kind === 'changed' && fields.length === 0 ? ' : ses preuves ou son statut' : '';
  return [
    color(bold(`${sign} ${title}`)),
    dim(`${MARGIN}${id}${silent}`),
    ...shown.flatMap((field) => printField(field, kind, taxonomy)),
  ];
}

function printChanges({ changes, dryRun }: ImportReport, taxonomy: Taxonomy): readonly string[] {
  if (changes.length === 0) return [];
  const lines = ['', bold(dryRun ? 'CE QUI CHANGERAIT' : 'CE QUI A CHANGÉ')];
  let resource: string | null = null;
  for (const change of changes) {
    if (change.resourceTitle !== null && change.resourceTitle !== resource) {
      lines.push('', `Ressource : ${change.resourceTitle}`);
    }
    resource = change.resourceTitle;
    lines.push(...printChange(change, taxonomy));
  }
  return lines;
}

function printNotes(notes: readonly Note[]): readonly string[] {
  if (notes.length === 0) return [];
  return [
    '',
    bold(`À VÉRIFIER (${notes.length})`),
    ...notes.map(({ line, detail }) => `• ${line === null ? '' : `ligne ${line} : `}${detail}`),
  ];
}

export function printImportReport(report: ImportReport, taxonomy: Taxonomy): readonly string[] {
  const heading = report.dryRun ? 'Essai : rien n’a été enregistré.' : 'Import terminé.';
  return [
    bold(heading),
    ...printCounts(report),
    ...printChanges(report, taxonomy),
    ...printNotes(report.notes),
  ];
}
