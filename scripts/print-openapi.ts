/** Prints the descriptions of the API as one: our pages call the operations of both. */
import { stubApplication } from '../test/http/stub-application.ts';

const app = await stubApplication();
process.stdout.write(JSON.stringify(app.swagger()));
await app.close();
