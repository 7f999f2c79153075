import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { QueryTypes } from 'sequelize';
import { systemClock, type Clock } from '../../domain/clock';
import { formatCredits } from '../../domain/credits';
import type { Database } from '../../domain/db/database';
import { userAccount } from '../../domain/ledger/accounts';
import { createLedger, type Ledger } from '../../domain/ledger/ledger';
import {
  createOrders,
  type Orders,
  type OrdersDependencies,
  type RechargeOrder,
} from '../../domain/orders/orders';
import { receiveEpayNotify } from '../../domain/orders/receive-notify';
import { createOutbox, type OutboxEntry } from '../../domain/outbox';
import type { PaymentMethod, PaymentProvider } from '../../domain/payments';
import { createEpay } from '../../providers/payment/epay';
import { EPAY_KEY, EPAY_PID, payAt, startCashier, type TestCashier } from './cashier';
import { freshDatabase } from './database';

/** Orders over a schema of their own, a cashier, and our webhook between them. */
export interface PaymentPlatform {
  readonly db: Database;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly orders: Orders;
  readonly provider: PaymentProvider;
  readonly cashier: TestCashier;
  /** The signals that were told of after a commit. */
  readonly owed: OutboxEntry[];
  /** Lets time pass for the platform; the cashier keeps its own. */
  advance(ms: number): void;
  /** Another part of the same platform, with something changed. */
  ordersWith(changes: Partial<OrdersDependencies>): Orders;
  newUser(): Promise<number>;
  newOrder(user: number, amountFen?: number, paymentMethod?: PaymentMethod): Promise<RechargeOrder>;
  /** What the buyer does at the cashier. */
  pay(order: RechargeOrder): Promise<void>;
  /** A user's credits as a decimal. */
  credits(user: number): Promise<string>;
  /** What is on record about payments for an order, oldest first. */
  events(orderNo: string): Promise<PaymentEventRow[]>;
  /** What the outbox owes for an order: its start, then signals. */
  outbox(orderNo: string): Promise<{ effect: string; name: string }[]>;
  close(): Promise<void>;
}

interface PaymentEventRow {
  readonly outcome: string;
  readonly problem: string | null;
  readonly trade_no: string;
  readonly amount_fen: number;
  readonly source: string;
}

export const ORDER_TTL_MS = 30 * 60_000;

export async function paymentPlatform(): Promise<PaymentPlatform> {
  const database = await freshDatabase(20);
  const { db } = database;
  let ahead = 0;
  const clock = { now: () => new Date(systemClock.now().getTime() + ahead) };
  const ledger = createLedger({ db, clock });
  const outbox = createOutbox({ db, clock });
  const owed: OutboxEntry[] = [];
  const dependencies: OrdersDependencies = {
    db,
    ledger,
    outbox,
    clock,
    orderTtlMs: ORDER_TTL_MS,
    onOwed: (entry) => owed.push(entry),
  };
  const orders = createOrders(dependencies);
  const cashier = await startCashier();
  const webhook = await startWebhook((raw) => receiveEpayNotify(raw, { provider, orders }));
  const provider = createEpay({
    url: cashier.url,
    pid: EPAY_PID,
    key: EPAY_KEY,
    notifyUrl: webhook.url,
    returnUrl: 'http://127.0.0.1:9/return',
  });
  return {
    db,
    clock,
    ledger,
    orders,
    provider,
    cashier,
    owed,
    advance: (ms) => {
      ahead += ms;
    },
    ordersWith: (changes) => createOrders({ ...dependencies, ...changes }),
    async newUser() {
      const word = randomBytes(4).toString('hex');
      const [id] = await db.query(
        `INSERT INTO users (uuid, username, email, password_hash, referral_code, created_at, updated_at)
         VALUES (UUID(), ?, ?, '-', ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
        { replacements: [`u${word}`, `${word}@example.com`, word], type: QueryTypes.INSERT },
      );
      return id;
    },
    async newOrder(userId, amountFen = 1000, paymentMethod = 'alipay') {
      const { order } = await orders.createRecharge({ userId, amountFen, paymentMethod, provider: 'epay' });
      return order;
    },
    async pay(order) {
      await payAt(provider.paymentUrl(order));
    },
    credits: async (user) => formatCredits((await ledger.balance(userAccount(user))).posted),
    events: (orderNo) =>
      db.query<PaymentEventRow>(
        'SELECT outcome, problem, trade_no, amount_fen, source FROM payment_events WHERE order_no = ? ORDER BY id',
        { replacements: [orderNo], type: QueryTypes.SELECT },
      ),
    outbox: (orderNo) =>
      db.query('SELECT effect, name FROM outbox WHERE workflow_id = ? ORDER BY effect DESC', {
        replacements: [`payment/${orderNo}`],
        type: QueryTypes.SELECT,
      }),
    async close() {
      await cashier.stop();
      await webhook.stop();
      await ledger.close();
      await database.drop();
    },
  };
}

/** Hands the raw query of a GET or the raw body of a POST to `receive`, as the API does. */
async function startWebhook(receive: (raw: string) => Promise<{ status: number; body: string }>) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const query = request.url?.split('?')[1] ?? '';
      const raw = request.method === 'POST' ? Buffer.concat(chunks).toString() : query;
      void receive(raw).then(({ status, body }) => response.writeHead(status).end(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/epay`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
