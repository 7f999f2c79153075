import { proxyActivities } from '@temporalio/workflow';
import type { MaintenanceActivities } from '../activities/maintenance';
import type { SweptTasks } from '../domain/tasks/retention';
import { LONG_WALK } from './policies';

const { sweepTaskLogs } = proxyActivities<MaintenanceActivities>({
  ...LONG_WALK,
  summary: 'Remove what is kept no longer of tasks',
});

/** Every day: logs and artifacts of tasks are kept no longer than was asked for. */
export async function sweepTasks(): Promise<SweptTasks> {
  return sweepTaskLogs();
}
