// Demande au service comme le ferait un assistant : npm install @modelcontextprotocol/client, puis node assistant.mjs
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const client = new Client({ name: 'essai', version: '1.0.0' });
await client.connect(new StreamableHTTPClientTransport(new URL('https://essaimage.exemple.fr/mcp')));

// Ce que le service demande à l’assistant de respecter : ne rien inventer, citer ses sources.
console.log(client.getInstructions());
const { tools } = await client.listTools();
console.log(tools.map(({ name }) => name).join(', '));

const answer = await client.callTool({
  name: 'recommend',
  arguments: {
    territory: { code: '35236' },
    priorities: 'reprendre la dernière épicerie du village',
    limit: 2,
  },
});
for (const { level, title, source } of answer.structuredContent.experiences) {
  console.log(level, title, source);
}
await client.close();
