import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { OpenData } from '../../../application/browse/list-public.ts';
import { weakTag } from '../../plugins/caching.ts';
import type { ApiRoutes } from '../api-routes.ts';
import type { Taxonomy } from '../experiences/present.ts';
import { type FileFormat, FORMATS, writeFile } from './files.ts';

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
  return Readable.from(isBodyless ? [] : writeFile(data, format, taxonomy), { objectMode: false });
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
  description: `Un tableau qu’un tableur ouvre (UTF-8, points-virgules) et que l’import relit (docs/import), suivi des noms que les identifiants ont en français. ${COMMON}`,
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
    return reply.send(sendFile(request, reply, { data, format: FORMATS.ndjson, taxonomy }));
  });

  app.get('/experiences.csv', { config, schema: csvSchema }, async (request, reply) => {
    const data = await essaimage.readOpenData(request.cancellation);
    reply.header('content-disposition', 'attachment; filename="experiences.csv"');
    return reply.send(sendFile(request, reply, { data, format: FORMATS.csv, taxonomy }));
  });
};
