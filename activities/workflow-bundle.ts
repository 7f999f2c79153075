import { existsSync } from 'node:fs';
import { bundleWorkflowCode, Runtime, type WorkflowBundleOption } from '@temporalio/worker';
import { inProject } from '../config/paths';

/** The workflow code that a worker runs: what the build bundled, or, where nothing is built, a bundle made now. */
export async function workflowBundle(): Promise<WorkflowBundleOption> {
  const built = inProject('dist', 'workflow-bundle.js');
  if (existsSync(built)) return { codePath: built };
  return bundleWorkflowCode({
    workflowsPath: require.resolve('../workflows'),
    logger: Runtime.instance().logger,
  });
}
