import { createPool, type Pool } from 'mysql2/promise';
import { COUNT_CREATIONS } from '../../domain/db/migrations/0037-totals';

/** How much there is, and how much of it belongs to whom. */
export interface SetSize {
  readonly creations: number;
  /** Each has two entries in the ledger: one on its user's account, one on the platform's. */
  readonly transfers: number;
  readonly users: number;
}

/** What the figures in README.md are of. */
export const WHOLE: SetSize = { creations: 1_000_000, transfers: 5_000_000, users: 20_000 };

/** The ids of those who are asked for, and the username of one who can sign in is `user<id>`. */
export const HEAVY = 1;
export const MIDDLE = 2;
const MIDDLES = 10;
const FIRST_LIGHT = MIDDLE + MIDDLES;
export const lightUser = (n: number) => FIRST_LIGHT + n;

/** Rows of one statement: larger transactions make the undo log grow. */
const STEP = 500_000;
const TOOLS = ['wechat_article', 'xiaohongshu_note', 'script', 'resume', 'translation', 'summary', 'poem'];
const BEGAN = '2024-12-01';
const SPAN_SECONDS = 23 * 30 * 86_400;

/**
 * Fills an empty, migrated schema, the same in each run. Of creations one user has three tenths, ten have a tenth, the
 * others share the rest; of the ledger the one has six tenths, the ten a tenth. Rows that no list reads (jobs, the holds
 * before charges) are left out.
 */
export async function generate(url: string, size: SetSize, say: (done: string) => void): Promise<void> {
  const pool = createPool({ uri: url, connectionLimit: 1, charset: 'utf8mb4' });
  try {
    // Rows come in the order of their keys, and are right by their making.
    await run(pool, "SET SESSION foreign_key_checks = 0, unique_checks = 0, time_zone = '+00:00'");
    await numbers(pool);
    for (const [name, fill] of Object.entries(PARTS)) {
      const began = performance.now();
      await fill(pool, size);
      say(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
    }
    await run(pool, 'DROP TABLE bench_numbers');
    const names = [
      'users',
      'accounts',
      'transfers',
      'entries',
      'creations',
      'creation_totals',
      'orders',
      'publication_targets',
    ];
    await run(pool, `ANALYZE TABLE ${names.join(', ')}`);
  } finally {
    await pool.end();
  }
}

async function run(pool: Pool, statement: string): Promise<void> {
  await pool.query(statement);
}

/** 0 to STEP - 1, by doubling. */
async function numbers(pool: Pool): Promise<void> {
  await run(pool, 'CREATE TABLE bench_numbers (n INT UNSIGNED NOT NULL PRIMARY KEY) ENGINE=InnoDB');
  await run(pool, 'INSERT INTO bench_numbers VALUES (0)');
  for (let have = 1; have < STEP; have *= 2) {
    await run(
      pool,
      `INSERT INTO bench_numbers SELECT n + ${have} FROM bench_numbers WHERE n + ${have} < ${STEP}`,
    );
  }
}

/** Runs an INSERT … SELECT for each number from 0 to `count` - 1, which it calls `i`. */
async function each(pool: Pool, count: number, into: string, columns: string, where = 'TRUE'): Promise<void> {
  for (let from = 0; from < count; from += STEP) {
    const numbered = `SELECT n + ${from} AS i FROM bench_numbers WHERE n < ${Math.min(STEP, count - from)}`;
    await run(
      pool,
      `INSERT INTO ${into} SELECT ${columns} FROM (${numbered}) AS numbered WHERE ${where} ORDER BY i`,
    );
  }
}

/** When number `i` of `count` happened. */
const timeOf = (count: number, i = 'i') =>
  `('${BEGAN}' + INTERVAL FLOOR(${i} * ${SPAN_SECONDS / count}) SECOND)`;

/** One of some texts, by a number. */
const oneOf = (texts: readonly string[], i: string) =>
  `ELT(1 + (${i}) MOD ${texts.length}, ${texts.map((text) => `'${text}'`).join(', ')})`;

/** A number of `i` that looks as if drawn, from 0 to `below` - 1. */
const drawn = (below: number, salt: number, i = 'i') => `MOD(CRC32(CONCAT(${salt}, '/', ${i})), ${below})`;

const uuidOf = (i: string, kind: number) =>
  `CONCAT('0000000${kind}-0000-4000-8000-', LPAD(HEX(${i}), 12, '0'))`;

/** The owner of thing number `i`: of ten, `heavy` are the heavy user's and one is one of the ten's. */
const ownerOf = (heavy: number, lights: number) =>
  `CASE WHEN i MOD 10 < ${heavy} THEN ${HEAVY} WHEN i MOD 10 = ${heavy} THEN ${MIDDLE} + (i DIV 10) MOD ${MIDDLES}
   ELSE ${FIRST_LIGHT} + ${drawn(lights, 1)} END`;

const PARTS: Readonly<Record<string, (pool: Pool, size: SetSize) => Promise<void>>> = {
  async users(pool, { users }) {
    await each(
      pool,
      users,
      'users (id, uuid, username, email, password_hash, role, referral_code, referred_by, created_at, updated_at)',
      `i + 1, ${uuidOf('i', 1)}, CONCAT('user', i + 1), CONCAT('user', i + 1, '@example.com'), '-',
       IF(i = 0, 'admin', 'user'), LPAD(CONV(i, 10, 36), 8, '0'),
       IF(i MOD 4 = 3, IF(i MOD 8 = 3, ${HEAVY}, 1 + i DIV 2), NULL), ${timeOf(users)}, ${timeOf(users)}`,
    );
    await run(
      pool,
      `INSERT INTO referrals (referrer_id, referred_id, status, reward, created_at)
       SELECT referred_by, id, IF(id MOD 3 = 0, 'completed', 'pending'), IF(id MOD 3 = 0, 1000000000, 0), created_at
       FROM users WHERE referred_by IS NOT NULL ORDER BY id`,
    );
  },

  async creations(pool, { creations, users }) {
    await each(
      pool,
      creations,
      'creations (owner_id, job_id, type, tool_type, title, content, status, created_at, updated_at, deleted_at)',
      `${ownerOf(3, users - FIRST_LIGHT)}, ${uuidOf('i', 2)},
       ${oneOf(['writing', 'writing', 'writing', 'image', 'video', 'ppt'], drawn(6, 2))},
       IF(${drawn(6, 2)} < 3, ${oneOf(TOOLS, drawn(7, 3))}, NULL),
       CONCAT(${oneOf(['如何提高工作效率', '春天的第一杯咖啡', '产品发布会', 'Ten notes on writing'], drawn(4, 4))}, ' ', i),
       IF(${drawn(6, 2)} < 3, REPEAT('先做重要的事,再做紧急的事。', 20), NULL),
       ${oneOf([...Array.from({ length: 48 }, () => 'completed'), 'failed', 'processing'], drawn(50, 5))},
       ${timeOf(creations)}, ${timeOf(creations)}, IF(${drawn(50, 6)} = 0, ${timeOf(creations)}, NULL)`,
    );
    await run(pool, COUNT_CREATIONS);
  },

  async ledger(pool, size) {
    await run(
      pool,
      `INSERT INTO accounts (owner, type, currency) SELECT CONCAT('user:', id), 'wallet', 'credit' FROM users ORDER BY id`,
    );
    await wallets(pool, size);
    await platformSides(pool);
    await run(
      pool,
      `UPDATE accounts a JOIN (SELECT account_id, MAX(seq) AS seq, SUM(amount) AS posted FROM entries GROUP BY account_id) e
       ON e.account_id = a.id SET a.last_seq = e.seq, a.posted = e.posted`,
    );
  },

  orders: (pool, { users, creations }) => {
    const count = Math.floor(creations / 5);
    const membership = 'i MOD 7 = 6';
    return each(
      pool,
      count,
      `orders (order_no, user_id, purpose, amount_fen, credits, bonus_credits, payment_method, provider, status, trade_no,
        created_at, expires_at, paid_at, closed_at, membership_type, membership_starts_at, membership_ends_at)`,
      `CONCAT(IF(${membership}, 'M', 'R'), 20250101, 1000000 + i), ${ownerOf(1, users - FIRST_LIGHT)},
       IF(${membership}, 'membership', 'recharge'), IF(${membership}, 990, 1000), IF(${membership}, 0, 10000000000), 0,
       'alipay', 'epay', IF(${drawn(10, 7)} = 0, 'cancelled', 'paid'), CONCAT('trade', i),
       ${timeOf(count)}, ${timeOf(count)} + INTERVAL 30 MINUTE,
       IF(${drawn(10, 7)} = 0, NULL, ${timeOf(count)} + INTERVAL 1 MINUTE),
       IF(${drawn(10, 7)} = 0, ${timeOf(count)} + INTERVAL 30 MINUTE, NULL), IF(${membership}, 'monthly', NULL),
       IF(${membership} AND ${drawn(10, 7)} > 0, ${timeOf(count)}, NULL),
       IF(${membership} AND ${drawn(10, 7)} > 0, ${timeOf(count)} + INTERVAL 30 DAY, NULL)`,
    );
  },

  async publications(pool, { users, creations }) {
    const count = Math.floor(creations / 5);
    const platforms = ['wechat', 'douyin', 'kuaishou', 'toutiao', 'xiaohongshu'];
    await run(
      pool,
      `INSERT INTO platform_accounts (id, owner_id, platform, external_id, name, bound_at, created_at, updated_at)
       SELECT (u.id - 1) * 5 + p.n + 1, u.id, ${oneOf(platforms, 'p.n')}, CONCAT('account', u.id), '账号', '${BEGAN}',
         '${BEGAN}', '${BEGAN}' FROM users u JOIN bench_numbers p ON p.n < 5 ORDER BY u.id, p.n`,
    );
    await each(
      pool,
      count,
      'publications (id, owner_id, creation_id, title, content_type, state, scheduled_at, due_at, created_at, updated_at)',
      `i + 1, ${ownerOf(1, users - FIRST_LIGHT)}, i + 1, CONCAT('如何提高工作效率 ', i), 'article', 'ended',
       IF(i MOD 3 = 0, ${timeOf(count)}, NULL), ${timeOf(count)}, ${timeOf(count)}, ${timeOf(count)}`,
    );
    await run(
      pool,
      `INSERT INTO publication_targets (publication_id, owner_id, account_id, platform, state, references_at_platform,
         created_at, updated_at)
       SELECT p.id, p.owner_id, (p.owner_id - 1) * 5 + ${drawn(5, 9, 'p.id')} + 1, ${oneOf(platforms, drawn(5, 9, 'p.id'))},
         ${oneOf(['published', 'published', 'published', 'failed'], drawn(4, 8, 'p.id'))}, '{}', p.created_at, p.updated_at
       FROM publications p ORDER BY p.id`,
    );
  },

  async campaigns(pool) {
    await each(
      pool,
      2_000,
      'coupons (id, code, name, type, value, valid_from, valid_until, created_at)',
      `i + 1, CONCAT('CODE', i), '充值优惠券', 'discount', 1000, '${BEGAN}',
       IF(i MOD 2 = 0, '2025-06-01', '2099-01-01'), '${BEGAN}'`,
    );
    await run(
      pool,
      `INSERT INTO user_coupons (coupon_id, user_id, received_at)
       SELECT c.id, u.id, '${BEGAN}' FROM coupons c JOIN users u ON u.id = ${HEAVY} OR u.id MOD 400 = c.id MOD 400
       ORDER BY c.id, u.id`,
    );
    await each(
      pool,
      2_000,
      'activities (name, type, description, config, starts_at, ends_at, created_at)',
      `CONCAT('活动 ', i), 'credit_gift', '送积分', '{"credits":100}', '${BEGAN}',
       IF(i MOD 2 = 0, '2025-06-01', '2099-01-01'), '${BEGAN}'`,
    );
  },
};

/*
 * The ledger. Transfer `i` is the heavy user's for `i MOD 10` below 6, one of the ten's for 6, else a light user's; `seq`
 * is the number of its entry on its user's account, and says what it was: the first of twenty is a recharge.
 */
const UNIT = 100_000_000;
const KIND = `CASE WHEN seq MOD 20 = 1 THEN 'recharge' WHEN seq MOD 100 = 50 THEN 'reward'
  WHEN seq MOD 100 = 77 THEN 'refund' ELSE 'consume' END`;
const AMOUNT = `CASE WHEN seq MOD 20 = 1 THEN 100 WHEN seq MOD 100 = 50 THEN 5 ELSE 1 END * ${UNIT}`;
/** What was recharged, given and refunded up to an entry, and the rest consumed. */
const BALANCE = `(100 * ((seq + 19) DIV 20) + 5 * ((seq + 50) DIV 100) + ((seq + 23) DIV 100)
  - (seq - (seq + 19) DIV 20 - (seq + 50) DIV 100 - (seq + 23) DIV 100)) * ${UNIT}`;
const PLATFORM_ACCOUNTS = `(SELECT id, type FROM accounts WHERE owner = 'platform')`;
const PLATFORM_TYPE = `CASE kind WHEN 'recharge' THEN 'sales' WHEN 'reward' THEN 'rewards' ELSE 'revenue' END`;

async function wallets(pool: Pool, { transfers, users }: SetSize): Promise<void> {
  const lights = users - FIRST_LIGHT + 1;
  const nth = `(i DIV 10) * 3 + (i MOD 10) - 7`;
  const user = `CASE WHEN i MOD 10 < 6 THEN ${HEAVY} WHEN i MOD 10 = 6 THEN ${MIDDLE} + (i DIV 10) MOD ${MIDDLES}
    ELSE ${FIRST_LIGHT} + (${nth}) MOD ${lights} END`;
  const seq = `CASE WHEN i MOD 10 < 6 THEN (i DIV 10) * 6 + i MOD 10 + 1 WHEN i MOD 10 = 6 THEN (i DIV 10) DIV ${MIDDLES} + 1
    ELSE (${nth}) DIV ${lights} + 1 END`;
  const [[first]] = (await pool.query(
    `SELECT MIN(id) AS id FROM accounts WHERE owner LIKE 'user:%'`,
  )) as unknown as [[{ id: number }]];
  for (let from = 0; from < transfers; from += STEP) {
    const below = Math.min(STEP, transfers - from);
    const numbered = `SELECT i, ${first.id} + (${user}) - 1 AS account, CAST(${seq} AS SIGNED) AS seq
      FROM (SELECT CAST(n + ${from} AS SIGNED) AS i FROM bench_numbers WHERE n < ${below}) AS plain`;
    const id = `UNHEX(CONCAT(LPAD(HEX(1000 * UNIX_TIMESTAMP(${timeOf(transfers)})), 12, '0'), '70008', LPAD(HEX(i), 15, '0')))`;
    const comes = `(${KIND}) <> 'consume'`;
    const platform = `(SELECT id FROM ${PLATFORM_ACCOUNTS} AS p WHERE p.type = CASE ${KIND}
      WHEN 'recharge' THEN 'sales' WHEN 'reward' THEN 'rewards' ELSE 'revenue' END)`;
    await run(
      pool,
      `INSERT INTO transfers (id, idem_key, request_hash, kind, amount, debit_account, debit_seq, credit_account, credit_seq,
         reference, description, created_at)
       SELECT ${id}, CONCAT('bench/', LPAD(i, 10, '0')), REPEAT('x', 32), ${KIND}, ${AMOUNT},
         IF(${comes}, ${platform}, account), IF(${comes}, NULL, seq), IF(${comes}, account, ${platform}), IF(${comes}, seq, NULL),
         CONCAT('work/', LPAD(i, 10, '0')), ELT(1 + i MOD 3, '公众号文章', '图片生成', '视频生成'), ${timeOf(transfers)}
       FROM (${numbered}) AS numbered ORDER BY i`,
    );
    await run(
      pool,
      `INSERT INTO entries (account_id, seq, transfer_id, amount, balance_after)
       SELECT account, seq, ${id}, IF(${comes}, 1, -1) * ${AMOUNT}, ${BALANCE} FROM (${numbered}) AS numbered
       ORDER BY account, seq`,
    );
  }
}

/** The other entry of each transfer, numbered in the order of time. */
async function platformSides(pool: Pool): Promise<void> {
  const signed = `IF(t.kind IN ('recharge', 'reward', 'refund'), -1, 1) * t.amount`;
  await run(
    pool,
    `INSERT INTO entries (account_id, seq, transfer_id, amount, balance_after)
     SELECT p.id, ROW_NUMBER() OVER (PARTITION BY p.id ORDER BY t.id), t.id, ${signed},
       SUM(${signed}) OVER (PARTITION BY p.id ORDER BY t.id)
     FROM transfers t JOIN ${PLATFORM_ACCOUNTS} AS p ON p.type = ${PLATFORM_TYPE.replace('kind', 't.kind')}`,
  );
}
