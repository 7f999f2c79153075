/**
 * The ledger's group commit beside what one would write first: a transaction for each operation that locks
 * the two accounts with SELECT … FOR UPDATE. Both write the same rows to the same tables, and answer when
 * they are committed; both have 64 callers, each of which waits for its answer before it asks again.
 *
 *   DATABASE_URL=mysql://root@127.0.0.1:3306 node dist/bench/ledger.js [seconds of each measurement] [rounds]
 *
 * Works in a schema of its own, which it drops.
 */
import { hash, randomBytes, randomUUID } from 'node:crypto';
import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise';
import { QueryTypes } from 'sequelize';
import { systemClock } from '../domain/clock';
import { credits } from '../domain/credits';
import { dateTime } from '../domain/db/columns';
import { openDatabase, type Database } from '../domain/db/database';
import { migrate } from '../domain/db/migrator';
import { PLATFORM, userAccount } from '../domain/ledger/accounts';
import { createLedger, type AccountRef, type Ledger } from '../domain/ledger/ledger';
import { newTransferId } from '../domain/ledger/transfer-ids';

const CALLERS = 64;
const WALLETS = 1_000;
const DESCRIPTION = '视频生成 🎬 一个会飞的茶壶';

type Operation = (n: number) => Promise<unknown>;
type Pick = (n: number) => { from: AccountRef; to: AccountRef };

const wallet = (n: number): AccountRef => userAccount(1 + (n % WALLETS));
const anyWallet = () => Math.floor(Math.random() * WALLETS);

/** Every operation takes from one wallet, and gives to one account of the platform. */
const hot: Pick = () => ({ from: wallet(0), to: PLATFORM.revenue });
/** Every operation takes from one of 1,000 wallets, and gives to another. */
const spread: Pick = () => {
  const from = anyWallet();
  return { from: wallet(from), to: wallet(from + 1 + Math.floor(Math.random() * (WALLETS - 1))) };
};

async function main(): Promise<void> {
  const seconds = Number(process.argv[2] ?? 4);
  const rounds = Number(process.argv[3] ?? 3);
  const server = process.env['DATABASE_URL'];
  if (!server) throw new Error('Set DATABASE_URL to the URL of a server: mysql://user:password@host:port');

  const schema = `taskloom_bench_${randomBytes(4).toString('hex')}`;
  const admin = openDatabase({ url: urlOf(server, ''), poolSize: 1 });
  await admin.query(`CREATE DATABASE ${schema} CHARACTER SET utf8mb4`);
  const db = openDatabase({ url: urlOf(server, schema), poolSize: 8 });
  const pool = createPool({ uri: urlOf(server, schema), connectionLimit: CALLERS, charset: 'utf8mb4' });
  const ledger = createLedger({ db, clock: systemClock });
  try {
    await migrate(db);
    console.log(await describeServer(db));
    const accountIds = await fund(db, ledger);

    const run = randomUUID();
    const grouped = (pick: Pick): Operation => groupedTransfer(ledger, run, pick);
    const naive = (pick: Pick): Operation => naiveTransfer(pool, accountIds, run, pick);
    await compare('one hot account', naive(hot), grouped(hot), seconds, rounds);
    await compare('1,000 accounts', naive(spread), grouped(spread), seconds, rounds);
    const pair = await repeat(holdAndCapture(ledger, run), seconds, rounds);
    console.log(`hold and capture, spread over 1,000 accounts: ${format(pair)} pairs/s`);

    const { batches, operations, retries } = ledger.counts();
    console.log(
      `${batches} batches of ${(operations / batches).toFixed(1)} operations on average, ${retries} retries`,
    );
    const { violations } = await ledger.audit();
    console.log(violations.length === 0 ? 'audit: the books are sound' : violations);
    if (violations.length > 0) process.exitCode = 1;
  } finally {
    await ledger.close();
    await pool.end();
    await db.close();
    await admin.query(`DROP DATABASE ${schema}`);
    await admin.close();
  }
}

function urlOf(server: string, schema: string): string {
  const url = new URL(server);
  url.pathname = `/${schema}`;
  return url.href;
}

async function describeServer(db: Database): Promise<string> {
  const names = [
    'version',
    'innodb_flush_log_at_trx_commit',
    'log_bin',
    'sync_binlog',
    'innodb_flush_method',
  ];
  const rows = await db.query<{ Variable_name: string; Value: string }>(
    'SHOW GLOBAL VARIABLES WHERE Variable_name IN (?)',
    { replacements: [names], type: QueryTypes.SELECT },
  );
  const settings = rows.map(({ Variable_name: name, Value: value }) => `${name} = ${value}`);
  return [`node = ${process.version}`, ...settings, `callers = ${CALLERS}`].join('\n') + '\n';
}

/** Gives every wallet more than it will spend, and answers the accounts' ids by owner. */
async function fund(db: Database, ledger: Ledger): Promise<Map<string, number>> {
  await Promise.all(
    Array.from({ length: WALLETS }, (_, n) =>
      ledger.transfer({
        key: `fund/${n}`,
        from: PLATFORM.sales,
        to: wallet(n),
        amount: credits(1_000_000),
        kind: 'recharge',
        description: '充值',
        reference: 'bench',
      }),
    ),
  );
  const rows = await db.query<{ id: number; owner: string }>(
    "SELECT id, owner FROM accounts WHERE type IN ('wallet', 'revenue')",
    { type: QueryTypes.SELECT },
  );
  return new Map(rows.map(({ id, owner }) => [owner, id]));
}

function groupedTransfer(ledger: Ledger, run: string, pick: Pick): Operation {
  return (n) =>
    ledger.transfer({
      key: `bench/${run}/${n}`,
      ...pick(n),
      amount: 1n,
      kind: 'consume',
      description: DESCRIPTION,
      reference: `${run}/${n}`,
    });
}

function naiveTransfer(
  pool: Pool,
  accountIds: ReadonlyMap<string, number>,
  run: string,
  pick: Pick,
): Operation {
  const idOf = ({ owner }: AccountRef) => accountIds.get(owner) ?? 0;
  return async (n) => {
    const { from, to } = pick(n);
    const [debit, credit] = [idOf(from), idOf(to)];
    const at = new Date();
    const id = Buffer.from(newTransferId(at), 'hex');
    const key = `naive/${run}/${n}`;
    const connection = await pool.getConnection();
    try {
      await connection.query('SET TRANSACTION ISOLATION LEVEL READ COMMITTED');
      await connection.beginTransaction();
      const [rows] = await connection.query<RowDataPacket[]>(
        'SELECT id, posted, held, last_seq FROM accounts WHERE id IN (?, ?) ORDER BY id FOR UPDATE',
        [debit, credit],
      );
      const before = new Map(rows.map((row) => [row['id'] as number, row]));
      const posted = (account: number) => Number(before.get(account)?.['posted']);
      const seq = (account: number) => Number(before.get(account)?.['last_seq']) + 1;
      if (posted(debit) - Number(before.get(debit)?.['held']) < 1) throw new Error('too few credits');
      await connection.query('INSERT INTO transfers VALUES (?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?)', [
        ...[id, key, hash('sha256', key, 'buffer'), 'consume', 1],
        ...[debit, seq(debit), credit, seq(credit), `${run}/${n}`, DESCRIPTION, dateTime(at)],
      ]);
      await connection.query('INSERT INTO entries VALUES (?, ?, ?, ?, ?), (?, ?, ?, ?, ?)', [
        ...[debit, seq(debit), id, -1, posted(debit) - 1],
        ...[credit, seq(credit), id, 1, posted(credit) + 1],
      ]);
      const update = 'UPDATE accounts SET posted = posted + ?, last_seq = last_seq + 1 WHERE id = ?';
      await connection.query(update, [-1, debit]);
      await connection.query(update, [1, credit]);
      await connection.commit();
    } catch (error) {
      await connection.rollback();
      throw error;
    } finally {
      connection.release();
    }
  };
}

function holdAndCapture(ledger: Ledger, run: string): Operation {
  return async (n) => {
    const key = `job/${run}/${n}`;
    await ledger.hold({
      key,
      account: wallet(anyWallet()),
      amount: 10n,
      reference: `${run}/${n}`,
      expiresAt: new Date(Date.now() + 3_600_000),
      description: DESCRIPTION,
    });
    await ledger.capture({
      key: `${key}/capture`,
      hold: key,
      amount: 7n,
      to: PLATFORM.revenue,
      description: DESCRIPTION,
    });
  };
}

/** Operations per second of a measurement, and how long one took. */
interface Measured {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
}

/** In turn, so that a noisy neighbour disturbs both; the middle one of the rounds counts. */
async function compare(
  title: string,
  naive: Operation,
  grouped: Operation,
  seconds: number,
  rounds: number,
): Promise<void> {
  const naives: Measured[] = [];
  const groupeds: Measured[] = [];
  for (let round = 0; round < rounds; round++) {
    naives.push(await measure(naive, seconds));
    groupeds.push(await measure(grouped, seconds));
  }
  const [slow, fast] = [middle(naives), middle(groupeds)];
  console.log(`${title}: naive ${format(slow)}, group commit ${format(fast)} transfers/s`);
  console.log(`${title}: ${(fast.rate / slow.rate).toFixed(1)} times as many\n`);
}

async function repeat(operation: Operation, seconds: number, rounds: number): Promise<Measured> {
  const all: Measured[] = [];
  for (let round = 0; round < rounds; round++) all.push(await measure(operation, seconds));
  return middle(all);
}

/** Counts operations, for no two may have the same key. */
let next = 0;

async function measure(operation: Operation, seconds: number): Promise<Measured> {
  const times: number[] = [];
  const start = performance.now();
  const warm = start + 500;
  const end = warm + seconds * 1000;
  const caller = async () => {
    for (let asked = performance.now(); asked < end;) {
      await operation(next++);
      const answered = performance.now();
      if (asked >= warm && answered < end) times.push(answered - asked);
      asked = answered;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return { rate: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}

function middle(measured: readonly Measured[]): Measured {
  const sorted = [...measured].sort((a, b) => a.rate - b.rate);
  return sorted[Math.floor(sorted.length / 2)] ?? { rate: 0, p50: 0, p99: 0 };
}

function format({ rate, p50, p99 }: Measured): string {
  return `${Math.round(rate).toLocaleString('en')} (p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms)`;
}

void main();
