import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Agent, request } from 'undici';
import { startLlmSimulator } from '../../simulators/llm/server';
import { required, serveApi } from '../api-server';

/** The servers that run in processes of their own, by the names that `bench/gateway.ts` is run with. */
export const SERVERS: Readonly<Record<string, () => Promise<string>>> = {
  /** An OpenAI upstream that sends answers made beforehand. */
  async upstream() {
    const chunks = Number(required('BENCH_CHUNKS'));
    const intervalMs = Number(required('BENCH_INTERVAL_MS'));
    const { origin } = await startLlmSimulator({ fast: { everywhere: true, chunks, intervalMs } });
    return origin;
  },

  /** A relay of Express and undici that checks, counts and charges nothing. */
  async bare() {
    const upstream = required('BENCH_UPSTREAM');
    const dispatcher = new Agent({ connections: 4096, pipelining: 1 });
    const app = express();
    app.post('/v1/chat/completions', async (req, res) => {
      const { statusCode, headers, body } = await request(`${upstream}/v1/chat/completions`, {
        dispatcher,
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer a-key-of-the-upstream' },
        body: req,
      });
      res.writeHead(statusCode, { 'content-type': String(headers['content-type']) });
      body.pipe(res);
    });
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },

  ours: () => serveApi(),
};
