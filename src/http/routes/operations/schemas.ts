import { z } from 'zod';

export const liveSchema = z
  .object({ status: z.literal('live') })
  .meta({ id: 'Liveness', description: 'Le processus répond.' });

export const readySchema = z
  .object({
    status: z.literal('ready'),
    index: z.string().describe('Version de l’index publié.'),
    model: z.string().describe('Modèle qui a construit l’index.'),
  })
  .meta({ id: 'Readiness', description: 'Le service peut répondre aux demandes.' });
