import { freshDatabase } from '../support/database';
import { platform } from '../support/platform';
test('x', async () => {
  for (let i = 0; i < 3; i++) { const t = Date.now(); const d = await freshDatabase(); const u = Date.now(); await d.drop(); process.stderr.write(`db ${u - t} drop ${Date.now() - u}\n`); }
  for (let i = 0; i < 3; i++) { const t = Date.now(); const d = await platform(); const u = Date.now(); await d.close(); process.stderr.write(`platform ${u - t} close ${Date.now() - u}\n`); }
}, 60000);
