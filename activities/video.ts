import { Context } from '@temporalio/activity';
import type { Artifacts } from '../domain/jobs/artifacts';
import type { JobRef } from '../domain/jobs/job';
import type { Jobs } from '../domain/jobs/jobs';
import { KINDS } from '../domain/jobs/kinds';
import type { VideoRenderer } from '../providers/media/video/video-renderer';
import { begin } from './begin';
import { withHeartbeat } from './heartbeat';
import type { JobResult } from './jobs';
import { progressOf } from './progress';
import type { Scratch } from './scratch';

interface Dependencies {
  readonly jobs: Jobs;
  readonly artifacts: Artifacts;
  readonly renderer: VideoRenderer;
  readonly scratch: Scratch;
}

export type VideoActivities = ReturnType<typeof createVideoActivities>;

/** The scenes' share of the work, in percent; the rest is joining and keeping them. */
const SCENES = 90;

/** The work of a video. */
export function createVideoActivities({ jobs, artifacts, renderer, scratch }: Dependencies) {
  const render = async (jobId: string, input: { script: string; duration: number }) => {
    const progress = progressOf(jobs, jobId);
    const folder = await scratch.folder(jobId);
    const file = await withHeartbeat((signal) =>
      renderer.render(input, folder, {
        signal,
        onScene(done, total, caption) {
          progress.tell((SCENES * done) / total, { step: 'scene', done, total, caption });
          Context.current().heartbeat({ done, total });
        },
      }),
    );
    await progress.written();
    return artifacts.save(jobId, KINDS.video.artifact, file, {
      fileName: `video-${jobId.slice(0, 8)}.mp4`,
      contentType: 'video/mp4',
    });
  };

  return {
    /** Renders and keeps the video. Run again, it goes on from the scenes that are done, or answers what is kept. */
    async renderVideo({ jobId }: JobRef): Promise<JobResult> {
      const input = await begin(jobs, 'video', jobId);
      const video = (await artifacts.find(jobId, KINDS.video.artifact)) ?? (await render(jobId, input));
      await scratch.clear(jobId);
      return { artifactId: video.id, demo: false, seconds: input.duration };
    },
  };
}
