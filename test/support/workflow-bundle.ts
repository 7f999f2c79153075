import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { inProject } from '../../config/paths';

/** The workflow code, bundled once for as long as it stays the same, whatever number of test files asks. */
export async function testBundle(): Promise<{ codePath: string }> {
  const folder = inProject('.taskloom', 'test-bundles');
  const codePath = path.join(folder, `${fingerprint(['workflows', 'domain', 'package-lock.json'])}.js`);
  if (!existsSync(codePath)) {
    const { code } = await bundleWorkflowCode({
      workflowsPath: inProject('workflows', 'index.ts'),
      logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error },
    });
    mkdirSync(folder, { recursive: true });
    const draft = `${codePath}.${process.pid}`;
    writeFileSync(draft, code);
    renameSync(draft, codePath); // another test process may do the same: either result is right
  }
  return { codePath };
}

function fingerprint(places: readonly string[]): string {
  const hash = createHash('sha256');
  const visit = (place: string) => {
    if (!/\.\w+$/.test(place)) {
      for (const name of readdirSync(inProject(place)).sort()) visit(path.join(place, name));
    } else if (!place.endsWith('.md')) hash.update(`${place}\0`).update(readFileSync(inProject(place)));
  };
  for (const place of places) visit(place);
  return hash.digest('hex').slice(0, 16);
}
