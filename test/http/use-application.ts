import { afterAll } from 'vitest';
import { type Application, startApplication } from './start-application.ts';

/** Starts the service for the tests of a file, and closes it after them; see `startApplication`. */
export async function useApplication(...given: Parameters<typeof startApplication>): Promise<Application> {
  const application = await startApplication(...given);
  afterAll(application.close);
  return application;
}
