import type { Artifact, Artifacts } from '../domain/jobs/artifacts';
import type { JobInputs, JobRef } from '../domain/jobs/job';
import type { Jobs } from '../domain/jobs/jobs';
import { KINDS } from '../domain/jobs/kinds';
import type { VideoRenderer } from '../providers/media/video/video-renderer';
import { begin } from './begin';
import { withHeartbeat, type Report } from './heartbeat';
import type { JobResult } from './jobs';
import { throughOutage } from './outage';
import { progressOf } from './progress';
import type { Scratch } from './scratch';

interface Dependencies {
  readonly jobs: Jobs;
  readonly artifacts: Artifacts;
  readonly renderer: VideoRenderer;
  readonly scratch: Scratch;
}

export type VideoActivities = ReturnType<typeof createVideoActivities>;

const VIDEO = KINDS.video.artifact;
/** The scenes' share of the work, in percent; the rest is joining and keeping them. */
const SCENES = 90;

/** The work of a video. */
export function createVideoActivities({ jobs, artifacts, renderer, scratch }: Dependencies) {
  async function render(
    jobId: string,
    input: JobInputs['video'],
    signal: AbortSignal,
    report: Report,
  ): Promise<Artifact> {
    const progress = progressOf(jobs, jobId);
    const file = await renderer.render(input, await scratch.folder(jobId), {
      signal,
      onScene(done, total, caption) {
        progress.tell((SCENES * done) / total, { step: 'scene', done, total, caption });
        report({ done, total });
      },
    });
    await progress.written();
    const as = { fileName: `video-${jobId.slice(0, 8)}.mp4`, contentType: 'video/mp4' };
    return artifacts.save(jobId, VIDEO, file, as, (insert) => throughOutage(signal, insert));
  }

  return {
    /** Renders and keeps the video. Run again, it goes on from the scenes that are done, or answers what is kept. */
    renderVideo: ({ jobId }: JobRef): Promise<JobResult> =>
      withHeartbeat(async (signal, report) => {
        const input = await throughOutage(signal, () => begin(jobs, 'video', jobId));
        const kept = await throughOutage(signal, () => artifacts.find(jobId, VIDEO));
        const video = kept ?? (await render(jobId, input, signal, report));
        await scratch.clear(jobId);
        return { artifactId: video.id, demo: false, seconds: input.duration };
      }),
  };
}
