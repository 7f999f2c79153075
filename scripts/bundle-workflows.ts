import { writeFileSync } from 'node:fs';
import { bundleWorkflowCode } from '@temporalio/worker';
import { inProject } from '../config/paths';

/** Makes dist/workflow-bundle.js, the one file of workflow code that workers load. A step of the build. */
async function main(): Promise<void> {
  const warnings: string[] = [];
  const keep = (_level: string, message: string) => warnings.push(message);
  const { code } = await bundleWorkflowCode({
    workflowsPath: inProject('dist', 'workflows', 'index.js'),
    logger: {
      log: keep,
      trace: () => undefined,
      debug: () => undefined,
      info: () => undefined,
      warn: (message) => warnings.push(message),
      error: (message) => warnings.push(message),
    },
  });
  writeFileSync(inProject('dist', 'workflow-bundle.js'), code);
  for (const warning of warnings) console.warn(warning);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
