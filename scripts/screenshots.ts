/**
 * Takes screenshots of every state of the pages, at the widths of a telephone, a tablet and a desktop, light and dark,
 * for a person to look at before a change lands.
 *
 *   npm run screenshots                  into screenshots/
 *   npm run screenshots -- FOLDER [NAME] only the states whose name contains NAME
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startSite } from '../test/e2e/site.ts';
import { STATES } from '../test/e2e/states.ts';
import { OPEN_OPERATOR } from '../test/http/start-application.ts';

const WIDTHS = [360, 768, 1280];
const HEIGHT = 900;

const [folder = 'screenshots', wanted = ''] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const site = await startSite({ operator: OPEN_OPERATOR });
try {
  for (const { name, path, prepare } of STATES.filter((state) => state.name.includes(wanted))) {
    for (const width of WIDTHS) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await site.open(path, { viewport: { width, height: HEIGHT }, colorScheme });
        await prepare?.(page);
        const file = join(folder, `${name}-${width}${colorScheme === 'dark' ? '-sombre' : ''}.png`);
        await page.screenshot({ path: file, fullPage: true });
        await page.context().close();
        console.log(file);
      }
    }
  }
} finally {
  await site.close();
}
