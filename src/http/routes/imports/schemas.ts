import { z } from 'zod';
import { ACCESS_LEVELS } from '../../../domain/experience/experience.ts';
import {
  importJobSchema,
  importPolicySchema,
  importReportSchema,
} from '../../../domain/import-job/import-job.ts';
import { closedObject } from '../../input/closed-object.ts';
import { cursorInQuery } from '../../input/cursor.ts';
import { booleanInQuery, limitInQuery, numberInQuery } from '../../input/query-values.ts';
import { idInPath, personText } from '../../input/text.ts';
import { named, textOrNull } from '../answer-schemas.ts';

const reportSchema = importReportSchema
  .omit({ dryRun: true })
  .meta({ id: 'ImportReport', description: 'Ce qu’un import a fait, ou ferait.' });

const { isDryRun, policy, actor, report, ...jobShape } = importJobSchema.shape;

export const importSchema = z
  .object({
    ...jobShape,
    dryRun: isDryRun,
    ...policy.shape,
    report: reportSchema.nullable().describe(report.description ?? ''),
    requestedBy: actor,
  })
  .meta({
    id: 'Import',
    description: 'Un import demandé par l’API.',
    examples: [
      {
        id: '0f2a3c1e-6f0d-4d0a-9d0b-3b1f2a4c5d6e',
        state: 'running',
        source: { kind: 'url', url: 'https://example.org/ressources' },
        dryRun: false,
        publishAbove: null,
        access: 'members',
        progress: { phase: 'preparing', done: 4, total: 10 },
        report: null,
        failure: null,
        requestedBy: 'ess_0123456789ab',
        createdAt: '2026-01-15T09:30:00.000Z',
        startedAt: '2026-01-15T09:30:01.000Z',
        endedAt: null,
      },
    ],
  });

export const importListSchema = named('ImportList', 'Les imports demandés.', {
  imports: z.array(importSchema).describe('Du plus récent au plus ancien.'),
  next: textOrNull('Curseur de la page suivante ; null sur la dernière.'),
});

export const addressSchema = closedObject({
  url: z.url({ protocol: /^https?$/, error: 'Une adresse http(s)://… est attendue.' }).max(2000),
});

export const requestQuerySchema = closedObject({
  name: personText({ min: 1, max: 200, needsWord: true })
    .exactOptional()
    .describe(
      'Nom du document envoyé, montré dans le compte rendu. D’un envoi à l’autre de la même clé, il dit que c’est la même liste : ce qui ne s’y trouve plus est tenu pour disparu ; sans nom, rien ne l’est. Il est obligatoire pour un document JSON : sans lui, le corps JSON est une demande { "url": … }.',
    ),
  dryRun: booleanInQuery.default(false).meta({
    default: false,
    description: 'Essai : montre ce qui serait enregistré, sans rien enregistrer.',
  }),
  publishAbove: numberInQuery(0, 1)
    .exactOptional()
    .describe(importPolicySchema.shape.publishAbove.description ?? ''),
  access: z
    .enum(ACCESS_LEVELS)
    .default('members')
    .meta({ default: 'members', description: importPolicySchema.shape.access.description }),
});

export const listQuerySchema = closedObject({
  limit: limitInQuery(100, 20, 'Nombre d’imports par page.'),
  cursor: cursorInQuery,
});

export const importParamsSchema = idInPath(
  'Identifiant de l’import.',
  '0f2a3c1e-6f0d-4d0a-9d0b-3b1f2a4c5d6e',
);
