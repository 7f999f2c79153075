import path from 'node:path';
import { AppError } from '../domain/errors';
import type { Artifact, Artifacts } from '../domain/jobs/artifacts';
import type { JobOf, JobRef } from '../domain/jobs/job';
import type { Jobs } from '../domain/jobs/jobs';
import { KINDS } from '../domain/jobs/kinds';
import type { VideoRenderer } from '../providers/media/video/video-renderer';
import { begin } from './begin';
import { withHeartbeat, type Report } from './heartbeat';
import type { JobResult } from './jobs';
import type { VideoModels } from './media-models';
import { throughOutage } from './outage';
import { progressOf } from './progress';
import type { Scratch } from './scratch';
import type { VendorOrderOf } from './vendor-orders';

interface Dependencies {
  readonly jobs: Jobs;
  readonly artifacts: Artifacts;
  readonly orders: VendorOrderOf;
  readonly videoModels: VideoModels;
  readonly renderer: VideoRenderer;
  readonly scratch: Scratch;
}

export type VideoActivities = ReturnType<typeof createVideoActivities>;

const VIDEO = KINDS.video.artifact;
/** The scenes' share of the work, in percent; the rest is joining and keeping them. */
const SCENES = 90;

/** The work of a video. */
export function createVideoActivities(dependencies: Dependencies) {
  const { jobs, artifacts, orders, videoModels, renderer, scratch } = dependencies;

  /** The video that is kept, or else the file that `make` makes. */
  async function madeOnce(
    jobId: string,
    signal: AbortSignal,
    make: (job: JobOf<'video'>) => Promise<string>,
  ): Promise<JobResult> {
    const job = await throughOutage(signal, () => begin(jobs, 'video', jobId));
    const kept = await throughOutage(signal, () => artifacts.find(jobId, VIDEO));
    const { id } = kept ?? (await keep(jobId, await make(job), signal));
    await scratch.clear(jobId);
    return { artifactId: id, demo: false, seconds: job.input.duration };
  }

  function keep(jobId: string, file: string, signal: AbortSignal): Promise<Artifact> {
    const as = { fileName: `video-${jobId.slice(0, 8)}.mp4`, contentType: 'video/mp4' };
    return artifacts.save(jobId, VIDEO, file, as, (insert) => throughOutage(signal, insert));
  }

  async function ordered({ id, input, modelId }: JobOf<'video'>, signal: AbortSignal): Promise<string> {
    const model = await throughOutage(signal, () => videoModels.of(modelId));
    if (!model) throw new AppError('AI_SERVICE_FAILED', undefined, { note: `nobody to ask for ${modelId}` });
    const file = path.join(await scratch.folder(id), 'ordered.mp4');
    await model.make(input, orders(id, signal), file, signal);
    return file;
  }

  async function rendered({ id, input }: JobOf<'video'>, signal: AbortSignal, report: Report) {
    const progress = progressOf(jobs, id);
    const file = await renderer.render(input, await scratch.folder(id), {
      signal,
      onScene(done, total, caption) {
        progress.tell((SCENES * done) / total, { step: 'scene', done, total, caption });
        report({ done, total });
      },
    });
    await progress.written();
    return file;
  }

  return {
    /** Whether a vendor makes the video, and not this installation. */
    async isVideoOrdered({ jobId }: JobRef): Promise<boolean> {
      const job = await jobs.find(jobId);
      return videoModels.hasVendor(job?.modelId ?? null);
    },

    /**
     * Has the model's vendor make the video, and keeps it. Run again, it goes on with what the vendor was asked before,
     * or answers what is kept. AppError AI_SERVICE_FAILED, GENERATION_FAILED.
     */
    askForVideo: ({ jobId }: JobRef): Promise<JobResult> =>
      withHeartbeat((signal) => madeOnce(jobId, signal, (job) => ordered(job, signal))),

    /** Renders and keeps the video. Run again, it goes on from the scenes that are done, or answers what is kept. */
    renderVideo: ({ jobId }: JobRef): Promise<JobResult> =>
      withHeartbeat((signal, report) => madeOnce(jobId, signal, (job) => rendered(job, signal, report))),
  };
}
