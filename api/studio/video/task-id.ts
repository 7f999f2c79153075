const PREFIX = 'video_task_';

/** The name of a video's job on this surface: `video_task_<job id>`. */
export function taskIdOf(jobId: string): string {
  return `${PREFIX}${jobId}`;
}

/** The job that a task id names; undefined when it cannot name one. */
export function jobIdOf(taskId: string): string | undefined {
  return taskId.startsWith(PREFIX) ? taskId.slice(PREFIX.length) : undefined;
}
