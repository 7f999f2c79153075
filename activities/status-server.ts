import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { Registry } from 'prom-client';

interface Dependencies {
  readonly registry: Registry;
  /** The bearer token that /metrics asks for, if any. */
  readonly metricsToken: string | undefined;
  /** What the worker needs to do its work, each with a check; ready means that all hold. */
  readonly checks: Readonly<Record<string, () => Promise<boolean>>>;
}

/** A check that takes longer has failed. */
const CHECK_MS = 3000;

/** Serves /health (the process lives), /ready (it can do its work, or what is missing) and /metrics. */
export function createStatusServer({ registry, metricsToken, checks }: Dependencies): Server {
  const routes: Readonly<Record<string, (authorization: string | undefined) => Promise<Answer>>> = {
    '/health': () => Promise.resolve(json(200, { status: 'ok' })),
    '/ready': async () => {
      const results = await runAll(checks);
      const ready = Object.values(results).every(Boolean);
      return json(ready ? 200 : 503, { status: ready ? 'ok' : 'not ready', checks: results });
    },
    '/metrics': async (authorization) => {
      if (metricsToken !== undefined && !isSame(authorization ?? '', `Bearer ${metricsToken}`)) {
        return json(401, { status: 'unauthenticated' });
      }
      return { status: 200, type: registry.contentType, body: await registry.metrics() };
    },
  };

  return createServer((request, response) => {
    const route = routes[(request.url ?? '/').replace(/\?.*/, '')];
    const answer =
      route?.(request.headers.authorization) ?? Promise.resolve(json(404, { status: 'not found' }));
    answer
      .catch(() => json(500, { status: 'failed' }))
      .then(({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body))
      .catch(() => response.destroy());
  });
}

/** Takes as long wherever the two differ, and however long they are. */
function isSame(given: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

function json(status: number, body: object): Answer {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}

async function runAll(checks: Dependencies['checks']): Promise<Record<string, boolean>> {
  const entries = Object.entries(checks).map(async ([name, check]): Promise<[string, boolean]> => {
    const late = new Promise<false>((resolve) => setTimeout(resolve, CHECK_MS, false).unref());
    return [name, await Promise.race([check().catch(() => false), late])];
  });
  return Object.fromEntries(await Promise.all(entries));
}
