import type { Command } from 'commander';
import { z } from 'zod';
import { parseConfig } from '../config.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { withService } from './service.ts';
import { action } from './usage-error.ts';

async function serveAssistant(): Promise<ExitCode> {
  return withService(async (essaimage, { signal }) => {
    // Loaded on demand, like the service.
    const { serveStandardAssistant } = await import('../http/standard-assistant.ts');
    await serveStandardAssistant({
      essaimage,
      config: parseConfig(process.env).http,
      input: process.stdin,
      output: process.stdout,
      log: process.stderr,
      signal,
    });
    return EXIT.ok;
  });
}

export function addMcpCommand(program: Command): void {
  program
    .command('mcp')
    .description('Répond à un assistant par le protocole MCP, sur l’entrée et la sortie standard.')
    .action(action(z.object({}), serveAssistant));
}
