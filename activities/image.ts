import type { Artifact, Artifacts } from '../domain/jobs/artifacts';
import type { JobRef } from '../domain/jobs/job';
import type { Jobs } from '../domain/jobs/jobs';
import { KINDS } from '../domain/jobs/kinds';
import type { ImageFile, ImageRenderer } from '../providers/media/image/image-model';
import { begin } from './begin';
import { withHeartbeat } from './heartbeat';
import type { JobResult } from './jobs';
import type { ImageModels } from './media-models';
import { throughOutage } from './outage';
import type { VendorOrderOf } from './vendor-orders';

interface Dependencies {
  readonly jobs: Jobs;
  readonly artifacts: Artifacts;
  readonly orders: VendorOrderOf;
  readonly imageModels: ImageModels;
  readonly renderer: ImageRenderer;
}

export type ImageActivities = ReturnType<typeof createImageActivities>;

const IMAGE = KINDS.image.artifact;
const EXTENSIONS = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' } as const;

/** The work of a picture. */
export function createImageActivities({ jobs, artifacts, orders, imageModels, renderer }: Dependencies) {
  async function keep(jobId: string, file: ImageFile, signal: AbortSignal): Promise<Artifact> {
    const { bytes, contentType } = file;
    const as = { fileName: `image-${jobId.slice(0, 8)}.${EXTENSIONS[contentType]}`, contentType };
    return artifacts.save(jobId, IMAGE, bytes, as, (insert) => throughOutage(signal, insert));
  }

  /** The picture that is kept, or else the one that `make` makes. */
  async function madeOnce(
    jobId: string,
    demo: boolean,
    signal: AbortSignal,
    make: () => Promise<ImageFile>,
  ): Promise<JobResult> {
    const kept = await throughOutage(signal, () => artifacts.find(jobId, IMAGE));
    const { id } = kept ?? (await keep(jobId, await make(), signal));
    return { artifactId: id, demo };
  }

  return {
    /**
     * Has the model's vendor make the picture, and keeps it; null where this installation makes it. Run again, it goes
     * on with what the vendor was asked before, or answers what is kept. AppError AI_SERVICE_FAILED, GENERATION_FAILED.
     */
    askForImage: ({ jobId }: JobRef): Promise<JobResult | null> =>
      withHeartbeat(async (signal) => {
        const { input, modelId } = await throughOutage(signal, () => begin(jobs, 'image', jobId));
        const model = await throughOutage(signal, () => imageModels.of(modelId));
        if (!model) return null;
        return madeOnce(jobId, false, signal, () => model.make(input, orders(jobId, signal), signal));
      }),

    /** Renders and keeps the demonstration. Run again, it answers what is kept. */
    renderImage: ({ jobId }: JobRef): Promise<JobResult> =>
      withHeartbeat(async (signal) => {
        const { input } = await throughOutage(signal, () => begin(jobs, 'image', jobId));
        return madeOnce(jobId, true, signal, () => renderer.render(input));
      }),
  };
}
