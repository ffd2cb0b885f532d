import { type CallToolResult, ProtocolError, ProtocolErrorCode, Server } from '@modelcontextprotocol/server';
import manifest from '../../../package.json' with { type: 'json' };
import { ApiFailure, type CallApi } from './call-api.ts';
import { INSTRUCTIONS } from './instructions.ts';
import { TOOLS } from './tools.ts';
import { writeProblem } from './write-answers.ts';

const LISTED = TOOLS.map(({ listed }) => listed);

function failed({ problem, retryAfterSeconds }: ApiFailure): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: writeProblem(problem, retryAfterSeconds) }] };
}

/**
 * Builds the MCP server of one client. The low-level class of the SDK lists schemas made once and leaves the arguments
 * to the API, whose refusals are in French and have a code.
 */
export function createAssistantServer(api: CallApi): Server {
  const server = new Server(
    { name: 'essaimage', title: 'Essaimage', version: manifest.version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  server.setRequestHandler('tools/list', () => ({ tools: LISTED }));
  server.setRequestHandler('tools/call', async ({ params }): Promise<CallToolResult> => {
    const tool = TOOLS.find(({ listed }) => listed.name === params.name);
    if (tool === undefined) {
      const known = LISTED.map(({ name }) => name).join(', ');
      throw new ProtocolError(
        ProtocolErrorCode.InvalidParams,
        `Cet outil n’existe pas. Sont possibles : ${known}.`,
      );
    }
    try {
      const { json, text } = await tool.call(params.arguments ?? {}, api);
      return { structuredContent: json, content: [{ type: 'text', text }] };
    } catch (error) {
      if (error instanceof ApiFailure) return failed(error);
      throw error;
    }
  });
  return server;
}
