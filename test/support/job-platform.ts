import { randomBytes } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { systemClock } from '../../domain/clock';
import { credits } from '../../domain/credits';
import { dateTime } from '../../domain/db/columns';
import type { Database } from '../../domain/db/database';
import { createIdempotency, type Idempotency, type IdempotencyClaim } from '../../domain/idempotency';
import type { JobChange } from '../../domain/jobs/job';
import { createJobs, type Jobs, type WorkOrder } from '../../domain/jobs/jobs';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import { createLedger, type Ledger } from '../../domain/ledger/ledger';
import { createOutbox, type Outbox } from '../../domain/outbox';
import { ALL_AUDIT_RULES } from './audit-rules';
import { freshDatabase } from './database';

/** What jobs stand on, over a schema of its own. */
export interface JobPlatform {
  readonly db: Database;
  readonly url: string;
  readonly clock: { now(): Date };
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly idempotency: Idempotency;
  readonly jobs: Jobs;
  /** Every change that was announced, in order. */
  readonly announced: JobChange[];
  /** Lets time pass for the platform. */
  advance(ms: number): void;
  /** A user with this many credits. */
  newUser(credits: number): Promise<number>;
  /** A user's credits: what can be spent, and what is held, as decimals. */
  balance(user: number): Promise<{ available: number; held: number }>;
  count(table: string): Promise<number>;
  close(): Promise<void>;
}

export async function jobPlatform(poolSize = 10): Promise<JobPlatform> {
  const { db, url, drop } = await freshDatabase(poolSize);
  let ahead = 0;
  const clock = { now: () => new Date(systemClock.now().getTime() + ahead) };
  const ledger = createLedger({ db, clock, auditRules: ALL_AUDIT_RULES });
  const outbox = createOutbox({ db, clock });
  const announced: JobChange[] = [];
  const jobs = createJobs({ db, ledger, outbox, clock, announce: (change) => announced.push(change) });
  return {
    db,
    url,
    clock,
    ledger,
    outbox,
    idempotency: createIdempotency({ db, clock }),
    jobs,
    announced,
    advance: (ms) => {
      ahead += ms;
    },
    async newUser(amount) {
      const id = await insertUser(db, clock.now());
      if (amount > 0) {
        await ledger.transfer({
          key: `test/${id}`,
          from: PLATFORM.sales,
          to: userAccount(id),
          amount: credits(amount),
          kind: 'recharge',
          description: '充值',
          reference: `test/${id}`,
        });
      }
      return id;
    },
    async balance(user) {
      const { available, held } = await ledger.balance(userAccount(user));
      return { available: Number(available) / 1e8, held: Number(held) / 1e8 };
    },
    async count(table) {
      const [row] = await db.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`, {
        type: QueryTypes.SELECT,
      });
      return row?.n ?? 0;
    },
    async close() {
      await ledger.close();
      await drop();
    },
  };
}

/** An order for a video of 50 credits. */
export function videoOrder(owner: number, idempotency?: IdempotencyClaim, seconds = 2): WorkOrder {
  return {
    owner,
    kind: 'video',
    surface: 'studio',
    input: { script: '第一幕：海边的日出 🌅。第二幕：城市醒来。', duration: seconds },
    model: { id: 3, creditsCost: credits(50), priceVersion: 1 },
    creation: { type: 'video', title: '海边的日出 🌅', content: null },
    idempotency,
  };
}

/** An order for a presentation of 30 credits. */
export function deckOrder(owner: number, idempotency?: IdempotencyClaim): WorkOrder {
  return {
    owner,
    kind: 'presentation',
    surface: 'studio',
    input: { topic: '产品发布会', outline: ['产品介绍', '核心功能', '市场分析'] },
    model: { id: 4, creditsCost: credits(30), priceVersion: 1 },
    creation: { type: 'ppt', title: '产品发布会', content: null },
    idempotency,
  };
}

/** An order for a text of 10 credits. */
export function writingOrder(owner: number): WorkOrder {
  return {
    owner,
    kind: 'writing',
    surface: 'studio',
    input: { tool: 'resume', title: '简历', keywords: [], requirements: '', inputs: {} },
    model: { id: 1, creditsCost: credits(10), priceVersion: 1 },
    creation: { type: 'writing', toolType: 'resume', title: '简历', content: null },
  };
}

async function insertUser(db: Database, at: Date): Promise<number> {
  const word = randomBytes(4).toString('hex');
  const [id] = await db.query(
    `INSERT INTO users (uuid, username, email, password_hash, referral_code, created_at, updated_at)
     VALUES (UUID(), ?, ?, '-', ?, ?, ?)`,
    {
      replacements: [`u${word}`, `${word}@example.com`, word, dateTime(at), dateTime(at)],
      type: QueryTypes.INSERT,
    },
  );
  return id;
}
