import type { Job, JobInputs, JobKind } from './job';

interface KindOfJob<K extends JobKind> {
  /** The workflow that runs it, under the id `<kind>/<job id>`. */
  readonly workflow: string;
  /** The name of the artifact that is its result. */
  readonly artifact: string;
  /** Whether it keeps other artifacts on the way, which go when it has ended. */
  readonly hasDrafts: boolean;
  /** Whether its owner can read it while it is made: what was read is paid for, see `drafts.ts`. */
  readonly isReadLive: boolean;
  /** What the account's statement says of its charge. */
  readonly description: string;
  /** How much work it is, for operators: never the user's words. */
  readonly size: (input: JobInputs[K]) => string;
}

/** What the platform knows of each kind of job. */
export const KINDS = {
  image: {
    workflow: 'generateImage',
    artifact: 'image',
    hasDrafts: false,
    isReadLive: false,
    description: '生成图片',
    size: ({ width, height }) => `${width}x${height}`,
  },
  presentation: {
    workflow: 'generatePresentation',
    artifact: 'deck',
    hasDrafts: true,
    isReadLive: false,
    description: '生成PPT',
    size: ({ outline }) => `${outline.length} slides`,
  },
  video: {
    workflow: 'generateVideo',
    artifact: 'video',
    hasDrafts: false,
    isReadLive: false,
    description: '生成视频',
    size: ({ duration }) => `${duration} s`,
  },
  writing: {
    workflow: 'generateWriting',
    artifact: 'text',
    hasDrafts: false,
    isReadLive: true,
    description: 'AI写作',
    size: ({ tool }) => tool,
  },
  task: {
    workflow: 'runTask',
    artifact: 'workspace',
    hasDrafts: false,
    isReadLive: false,
    description: '编程任务',
    size: ({ turn }) => `turn ${turn}`,
  },
} as const satisfies { readonly [K in JobKind]: KindOfJob<K> };

/** One line on a job for operators, such as `video, 30 s`. */
export function summaryOf(job: Job): string {
  const { size } = KINDS[job.kind] as KindOfJob<JobKind>;
  return `${job.kind}, ${size(job.input)}`;
}

/** The workflow id of a job: its business id, so that starting it twice starts it once. */
export function workflowIdOf(job: { readonly kind: JobKind; readonly id: string }): string {
  return `${job.kind}/${job.id}`;
}
