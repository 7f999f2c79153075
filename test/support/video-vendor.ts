import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createMediaModels, type VideoModels } from '../../activities/media-models';
import type { ModelUpstreams } from '../../domain/catalog/model-upstreams';
import type { Clock } from '../../domain/clock';
import { demoAnswer } from '../../providers/llm/demo/demo-answer';
import { createAddressGuard } from '../../providers/llm/upstream/address-guard';
import { createUpstreams } from '../../providers/llm/upstream/ask';
import { createUpstreamHttp } from '../../providers/llm/upstream/http-client';
import { findFfmpeg } from '../../providers/media/video/ffmpeg-binary';
import { startDashScopeSimulator, type DashScopeSimulator } from '../../simulators/dashscope/server';

export interface VideoVendor {
  readonly dashScope: DashScopeSimulator;
  readonly apiKey: string;
  /** What every task makes: five seconds of film. */
  readonly mp4: Buffer;
  /** Models that `upstreams` knows; without it one of DashScope's, whichever a job names. */
  models(clock: Clock, upstreams?: ModelUpstreams): VideoModels;
  close(): Promise<void>;
}

/** A vendor of videos on this machine, and models that ask it. */
export async function startVideoVendor(): Promise<VideoVendor> {
  const apiKey = 'sk-a-key-of-the-vendor';
  const mp4 = await filmOf(5);
  const dashScope = await startDashScopeSimulator({ apiKey, file: mp4, questions: 3 });
  const http = createUpstreamHttp({ guard: createAddressGuard({ allowPrivate: true }) });
  const upstreams = createUpstreams({ http, demo: demoAnswer });
  const anyModel: ModelUpstreams = {
    of: () =>
      Promise.resolve({
        ...{ vendor: 'dashscope', baseUrl: dashScope.url, apiKey },
        ...{ modelName: 'wan2.5-t2v-preview', config: {} },
      }),
    hasVendor: () => Promise.resolve(true),
  };
  return {
    dashScope,
    apiKey,
    mp4,
    models: (clock, models = anyModel) =>
      createMediaModels({ models, upstreams, http, clock, pollMs: 5 }).videos,
    async close() {
      await http.close();
      await dashScope.close();
    },
  };
}

/** A real MP4 of so many seconds. */
export async function filmOf(seconds: number): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'taskloom-film-'));
  const file = path.join(folder, 'film.mp4');
  try {
    await promisify(execFile)(await findFfmpeg({}), [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=size=160x90:rate=10', '-t', String(seconds)],
      ...['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-movflags', '+faststart', file],
    ]);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}
