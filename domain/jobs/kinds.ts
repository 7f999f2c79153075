import type { JobKind } from './job';

interface KindOfJob {
  /** The workflow that runs it, under the id `<kind>/<job id>`. */
  readonly workflow: string;
  /** The name of the artifact that is its result. */
  readonly artifact: string;
  /** What the account's statement says of its charge. */
  readonly description: string;
}

/** What the platform knows of each kind of job. */
export const KINDS: Readonly<Record<JobKind, KindOfJob>> = {
  presentation: { workflow: 'generatePresentation', artifact: 'deck', description: '生成PPT' },
  video: { workflow: 'generateVideo', artifact: 'video', description: '生成视频' },
};

/** The workflow id of a job: its business id, so that starting it twice starts it once. */
export function workflowIdOf(job: { readonly kind: JobKind; readonly id: string }): string {
  return `${job.kind}/${job.id}`;
}
