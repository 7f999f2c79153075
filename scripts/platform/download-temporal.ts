import { readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';

/**
 * `node download-temporal.js <folder> <version>`: lets the Temporal SDK download its development server into
 * `<folder>/temporal`. The SDK starts what it downloads; that server is stopped at once.
 */
async function main(folder: string, version: string): Promise<void> {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir: folder, version } },
  });
  await environment.teardown();
  const [downloaded] = readdirSync(folder).filter((name) => name.startsWith('temporal-cli'));
  if (downloaded === undefined) throw new Error(`The SDK downloaded nothing into ${folder}.`);
  renameSync(path.join(folder, downloaded), path.join(folder, 'temporal'));
}

main(process.argv[2] ?? '.', process.argv[3] ?? 'default').then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
