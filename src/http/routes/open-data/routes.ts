import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { OpenData } from '../../../application/browse/list-public.ts';
import type { Experience } from '../../../domain/experience/experience.ts';
import { TABLE_COLUMNS, tableRow } from '../../../domain/experience/fiche-table.ts';
import { hideFormula } from '../../../domain/text/formula.ts';
import { weakTag } from '../../plugins/caching.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { presentExperience, type Taxonomy } from '../experiences/present.ts';
import { experienceSchema } from '../experiences/schemas.ts';

interface FileFormat {
  readonly type: string;
  /** Text before the first experience. */
  readonly head: string;
  readonly write: (experience: Experience, changedAt: string, taxonomy: Taxonomy) => string;
  /** Fields of an experience: a new one gives another ETag. */
  readonly fields: readonly string[];
}

/** Lines of the API's experiences, each with the date of its last change. */
const NDJSON: FileFormat = {
  type: 'application/x-ndjson; charset=utf-8',
  head: '',
  write: (experience, updatedAt, taxonomy) =>
    `${JSON.stringify({ ...presentExperience(experience, taxonomy), updatedAt })}\n`,
  fields: Object.keys(experienceSchema.shape),
};

/** A field as RFC 4180 writes it, separated as French spreadsheets do. */
function csvLine(cells: readonly string[]): string {
  const fields = cells
    .map(hideFormula)
    .map((cell) => (/["\r\n;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  return `${fields.join(';')}\r\n`;
}

/** Table that an import reads again. The byte order mark makes a spreadsheet read the accents. */
const CSV: FileFormat = {
  type: 'text/csv; charset=utf-8',
  head: `\ufeff${csvLine(TABLE_COLUMNS)}`,
  write: (experience) => csvLine(tableRow(experience)),
  fields: TABLE_COLUMNS,
};

async function* writeAll(data: OpenData, { head, write }: FileFormat, taxonomy: Taxonomy) {
  if (head !== '') yield head;
  for await (const page of data.read()) {
    yield page.map(({ experience, changedAt }) => write(experience, changedAt, taxonomy)).join('');
  }
}

/** Reads nothing of the store before the client takes the first bytes. */
function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { data, format, taxonomy }: { data: OpenData; format: FileFormat; taxonomy: Taxonomy },
): Readable {
  const { version, changedAt } = data;
  reply
    .type(format.type)
    .header('etag', weakTag([format.type, ...format.fields, taxonomy.hash, version, changedAt].join('\n')));
  // Removals do not move this date: it informs, and only the tag answers 304.
  if (changedAt !== null) reply.header('last-modified', new Date(changedAt).toUTCString());
  const isBodyless = request.method === 'HEAD';
  return Readable.from(isBodyless ? [] : writeAll(data, format, taxonomy), { objectMode: false });
}

const config = {
  access: 'read',
  maxAgeSeconds: 300,
  sends: ['Last-Modified'],
} as const;
const file = z.custom<Readable>().meta({ type: 'string' });

const COMMON =
  'Seulement ce qui est public, même avec une clé : une copie se garde. Le fichier vient d’un seul état publié ; si un autre est publié pendant le téléchargement, la connexion est coupée avant la fin : recommencez. Redemandez-le avec « If-None-Match » : 304 quand rien n’a changé. « Last-Modified » est la date du dernier changement d’une expérience ; un retrait ne la change pas.';

const ndjsonSchema = {
  operationId: 'downloadExperiences',
  tags: ['open-data'],
  summary: 'Télécharger les expériences, en NDJSON',
  description: `Une expérience par ligne, telle que la donne /v1/experiences, dans l’ordre des identifiants, avec « updatedAt », la date de son dernier changement. ${COMMON}`,
  response: {
    200: { description: 'Une expérience par ligne.', content: { 'application/x-ndjson': { schema: file } } },
  },
};

const csvSchema = {
  operationId: 'downloadExperiencesTable',
  tags: ['open-data'],
  summary: 'Télécharger les expériences, en CSV',
  description: `Un tableau qu’un tableur ouvre (UTF-8, points-virgules) et que l’import relit (docs/import). ${COMMON}`,
  response: {
    200: {
      description: 'Une expérience par ligne, après les noms des colonnes.',
      content: { 'text/csv': { schema: file } },
    },
  },
};

export const routes: ApiRoutes = async (app, { essaimage }) => {
  const { taxonomy } = essaimage;

  app.get('/experiences.ndjson', { config, schema: ndjsonSchema }, async (request, reply) => {
    const data = await essaimage.readOpenData(request.cancellation);
    return reply.send(sendFile(request, reply, { data, format: NDJSON, taxonomy }));
  });

  app.get('/experiences.csv', { config, schema: csvSchema }, async (request, reply) => {
    const data = await essaimage.readOpenData(request.cancellation);
    reply.header('content-disposition', 'attachment; filename="experiences.csv"');
    return reply.send(sendFile(request, reply, { data, format: CSV, taxonomy }));
  });
};
