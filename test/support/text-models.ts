import { createTextModels, type TextModels } from '../../activities/text-models';
import { createModelUpstreams } from '../../domain/catalog/model-upstreams';
import type { Database } from '../../domain/db/database';
import type { ChatModel } from '../../providers/llm/chat-model';
import { createDashscope } from '../../providers/llm/dashscope/dashscope';
import { demoAnswer } from '../../providers/llm/demo/demo-answer';
import { createAddressGuard } from '../../providers/llm/upstream/address-guard';
import { createUpstreams } from '../../providers/llm/upstream/ask';
import { createUpstreamHttp } from '../../providers/llm/upstream/http-client';
import { platformSealer } from './secret';

/** The text models of a test's worker, asked as in production but with little patience; `own` is the installation's. */
export function testTextModels(
  db: Database,
  own: ChatModel,
  silenceMs: () => number,
): TextModels & { close(): Promise<void> } {
  const http = createUpstreamHttp({ guard: createAddressGuard({ allowPrivate: true }) });
  const { of } = createTextModels({
    models: createModelUpstreams({ db, sealer: platformSealer() }),
    upstreams: createUpstreams({ http, demo: demoAnswer }),
    dashscope: createDashscope({ http }),
    own,
    silenceMs: 0, // see below
    patience: {
      timeouts: { connectMs: 1_000, headersMs: 300, idleMs: 300 },
      maxRetries: 0,
      baseDelayMs: 1,
    },
  });
  return {
    of,
    get silenceMs() {
      return silenceMs();
    },
    close: () => http.close(),
  };
}
