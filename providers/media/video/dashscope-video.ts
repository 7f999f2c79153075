import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { VideoLimits } from '../../../domain/catalog/video-limits';
import type { DashScopeTasks } from '../../dashscope/tasks';
import { aiServiceFailed } from '../../llm/attempts';
import { asText } from '../../llm/protocols/json';
import { UpstreamFailure } from '../../llm/upstream-failure';
import type { UpstreamHttp } from '../../llm/upstream/http-client';
import { vendorFile } from '../vendor-file';
import { mp4Seconds } from './mp4';
import type { VideoModel } from './video-model';

const PATH = '/services/aigc/video-generation/video-synthesis';
/** Fifteen seconds of 1080p take some thirty megabytes. */
const LARGEST_VIDEO = 500 * 1024 * 1024;
/** Frames do not come out even, and a sound track may end a little later. */
const TOLERANCE_S = 1;

interface Settings {
  readonly modelName: string;
  readonly limits: VideoLimits;
  readonly tasks: DashScopeTasks;
  readonly http: UpstreamHttp;
}

/**
 * Wan (通义万相), as tasks of DashScope ("Text to video"): `output.video_url` can be fetched for 24 hours. A length is
 * named only to a model that has a choice, for those that make one length take no `duration`.
 */
export function dashScopeVideoModel({ modelName, limits, tasks, http }: Settings): VideoModel {
  const { seconds, frame } = limits;
  return {
    withdraw: (order, signal) => tasks.withdraw(order, signal),

    async make({ script, duration }, atVendor, file, signal) {
      const parameters = { ...frame, ...(seconds?.length !== 1 && { duration }) };
      const body = { model: modelName, input: { prompt: script }, parameters };
      const output = await tasks.done({ path: PATH, body }, atVendor, signal);
      try {
        await download(asText(output['video_url']) ?? '', file, http, signal);
        const made = await mp4Seconds(file);
        if (made === undefined) throw failure('The vendor sent what is no video');
        if (Math.abs(made - duration) > TOLERANCE_S) {
          throw failure(`The vendor's video lasts ${made.toFixed(1)} s instead of ${duration}`);
        }
      } catch (error) {
        throw error instanceof UpstreamFailure ? aiServiceFailed(error) : error;
      }
    },
  };
}

async function download(url: string, file: string, http: UpstreamHttp, signal: AbortSignal): Promise<void> {
  const reply = await vendorFile('video', url, http, signal);
  await pipeline(limited(reply.chunks()), createWriteStream(file));
}

async function* limited(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > LARGEST_VIDEO) throw failure('The vendor sent an endless video');
    yield chunk;
  }
}

function failure(message: string): UpstreamFailure {
  return new UpstreamFailure(message, { retryable: false });
}
