import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { buyerPages, notFound, showError } from './buyer-pages';
import { control } from './control';
import { createFaultPlan } from './faults';
import { merchantApi } from './merchant-api';
import { createNotifier } from './notifier';
import { createTrades } from './trades';

export interface CashierOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** The one merchant: its id and the key that signs. */
  readonly pid: string;
  readonly key: string;
  /** Pauses between notifies that were not acknowledged, in milliseconds. */
  readonly retryMs?: readonly number[];
  /** How long the merchant may take to answer a notify, in milliseconds. */
  readonly notifyTimeoutMs?: number;
  /** A JSON file that keeps the trades over a restart. */
  readonly stateFile?: string;
}

export interface Cashier {
  /** Listens, takes up the notifies that a restart left behind, and answers the base URL (`http://host:port/`). */
  start(): Promise<string>;
  stop(): Promise<void>;
}

/** A real provider spreads its retries over a day; here the first ones come at once. */
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000, 30_000, 60_000, 300_000];
const NOTIFY_TIMEOUT_MS = 10_000;

/** An EPay V1 (MD5) provider with one merchant, for machines that have no real one. */
export function createCashier(options: CashierOptions): Cashier {
  const {
    host,
    port,
    pid,
    key,
    retryMs = RETRY_MS,
    notifyTimeoutMs = NOTIFY_TIMEOUT_MS,
    stateFile,
  } = options;
  const merchant = { pid, key };
  const trades = createTrades(stateFile);
  const faults = createFaultPlan();
  const notifier = createNotifier({ merchant, trades, faults, retryMs, timeoutMs: notifyTimeoutMs });

  const app = express();
  app.disable('x-powered-by');
  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.use('/control', control({ trades, faults, notifier }));
  app.use(merchantApi({ merchant, trades, faults, notifier }));
  app.use(buyerPages({ merchant, trades, faults, notifier }));
  app.use(notFound);
  app.use(showError);
  const server = createServer(app);

  return {
    async start() {
      await listen(server, port, host);
      for (const trade of trades.unacknowledged()) void notifier.notify(trade);
      const bound = (server.address() as AddressInfo).port;
      return `http://${host.includes(':') ? `[${host}]` : host}:${bound}/`;
    },
    async stop() {
      await notifier.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
