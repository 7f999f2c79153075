import { credits } from '../../domain/credits';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import { AUDIT_RULES } from '../../domain/ledger/audit-rules';
import { systemClock } from '../../domain/clock';
import { createLedger } from '../../domain/ledger/ledger';
import { openBooks, type Books } from '../support/ledger';

const ANN = userAccount(1);

let books: Books;
beforeAll(async () => {
  books = await openBooks();
  const { ledger } = books;
  await books.fund(ANN, credits(100));
  await books.fund(userAccount(2), credits(5));
  for (const job of ['pending', 'captured', 'released']) {
    await ledger.hold({
      key: `job/${job}`,
      account: ANN,
      amount: credits(10),
      reference: job,
      expiresAt: new Date('2030-01-01'),
      description: '',
    });
  }
  const to = PLATFORM.revenue;
  await ledger.capture({ key: 'c', hold: 'job/captured', amount: credits(7), to, description: '' });
  await ledger.release({ key: 'r', hold: 'job/released' });
  await ledger.release({ key: 'late', hold: 'job/captured' });
  await ledger.release({ key: 'absent', hold: 'job/absent' });
  // The database itself refuses some of what follows; the audit must not depend on that.
  for (const [table, constraint] of [
    ['accounts', 'accounts_held'],
    ['accounts', 'accounts_available'],
    ['transfers', 'transfers_amount'],
    ['holds', 'holds_amount'],
  ]) {
    await books.db.query(`ALTER TABLE ${table} DROP CONSTRAINT ${constraint}`);
  }
});
afterAll(() => books.close());

const WALLET = "owner = 'user:1'";
const ANNS = `account_id = (SELECT id FROM accounts WHERE ${WALLET})`;
const TABLES = [
  'accounts',
  'transfers',
  'entries',
  'holds',
  'spent_totals',
  'statement_lines',
  'statement_marks',
];
const SPENDING = 'what is kept of an account’s spending is what its entries add up to';
const STATEMENTS = 'what is kept for an account’s statements is what its entries add up to';

/** Each corruption, and the rules that see it. */
const CORRUPTIONS: [what: string, sql: string, rules: string[]][] = [
  [
    'a balance that was raised by hand',
    `UPDATE accounts SET posted = posted + 1 WHERE ${WALLET}`,
    ['an account has what its entries add up to', 'all accounts together are zero'],
  ],
  [
    'two balances that were changed by hand so that the sum stays',
    `UPDATE accounts SET posted = posted + IF(${WALLET}, 1, -1) WHERE owner IN ('user:1', 'user:2')`,
    ['an account has what its entries add up to'],
  ],
  [
    'a newest entry that is gone',
    `DELETE FROM entries WHERE ${ANNS} ORDER BY seq DESC LIMIT 1`,
    [
      'an account has what its entries add up to',
      'the entries of an account are numbered from 1 without gaps',
      'a transfer of money has both its entries',
    ],
  ],
  [
    'an oldest entry that is gone',
    `DELETE FROM entries WHERE ${ANNS} AND seq = 1`,
    [
      'an account has what its entries add up to',
      'the entries of an account are numbered from 1 without gaps',
      'an entry goes on from the balance before it',
      'a transfer of money has both its entries',
    ],
  ],
  [
    'an entry that was renumbered to 0',
    `UPDATE entries SET seq = 0 WHERE ${ANNS} AND seq = 1`,
    [
      'the entries of an account are numbered from 1 without gaps',
      'an entry goes on from the balance before it',
      'an entry is one side of its transfer',
      'a transfer of money has both its entries',
    ],
  ],
  [
    'a balance after that was changed',
    `UPDATE entries SET balance_after = balance_after + 1 WHERE ${ANNS} AND seq = 1`,
    ['an entry goes on from the balance before it'],
  ],
  [
    'an amount that was changed',
    `UPDATE entries SET amount = amount + 1 WHERE ${ANNS} AND seq = 1`,
    [
      'an account has what its entries add up to',
      'an entry goes on from the balance before it',
      'an entry is one side of its transfer',
    ],
  ],
  [
    'an entry of no transfer, in step with its account',
    `INSERT INTO entries SELECT id, last_seq + 1, x'00', 0, posted FROM accounts WHERE ${WALLET};
     UPDATE accounts SET last_seq = last_seq + 1 WHERE ${WALLET}`,
    ['an entry is one side of its transfer'],
  ],
  [
    'an entry of no account',
    "INSERT INTO entries SELECT 999, 1, id, amount, amount FROM transfers WHERE idem_key = 'c'",
    ['an entry is one side of its transfer'],
  ],
  [
    'a transfer that was changed',
    "UPDATE transfers SET amount = amount + 1 WHERE kind = 'recharge' AND amount = 500000000",
    ['an entry is one side of its transfer'],
  ],
  [
    'a transfer of money without entries',
    `INSERT INTO transfers (id, idem_key, request_hash, kind, amount, description, created_at)
     VALUES (x'01', 'forged', x'00', 'reward', 1, '', '2026-01-01')`,
    ['a transfer of money has both its entries'],
  ],
  [
    'a held amount that was changed',
    `UPDATE accounts SET held = held - 1 WHERE ${WALLET}`,
    ['an account has set aside what its pending holds add up to'],
  ],
  [
    'a wallet that holds more than it has',
    `UPDATE holds SET amount = amount * 100 WHERE state = 'pending';
     UPDATE transfers SET amount = amount * 100 WHERE idem_key = 'job/pending';
     UPDATE accounts SET held = held * 100 WHERE ${WALLET}`,
    ['only the platform is below zero'],
  ],
  [
    'a pending hold that is gone',
    "DELETE FROM holds WHERE state = 'pending'",
    ['an account has set aside what its pending holds add up to', 'a hold is resolved at most once'],
  ],
  [
    'a hold that nobody made',
    "DELETE FROM transfers WHERE idem_key = 'job/pending'",
    ['a hold was made by an operation, and takes no more than its amount'],
  ],
  [
    'a hold that took more than its amount',
    "UPDATE holds SET captured = 1100000000 WHERE hold_key = 'job/captured'",
    [
      'a hold was made by an operation, and takes no more than its amount',
      'a hold is resolved by the operation that its row names',
    ],
  ],
  [
    'a captured hold that was made pending again',
    `UPDATE holds SET state = 'pending', captured = 0, resolved_by = NULL WHERE hold_key = 'job/captured';
     UPDATE accounts SET held = held + 1000000000 WHERE ${WALLET}`,
    ['a hold is resolved at most once'],
  ],
  [
    'a hold that was captured and released',
    `UPDATE transfers SET amount = 300000000 WHERE idem_key = 'late'`,
    ['a hold is resolved at most once'],
  ],
  [
    'a release that names the wrong operation',
    `UPDATE holds SET resolved_by = (SELECT id FROM transfers WHERE idem_key = 'late') WHERE hold_key = 'job/released'`,
    ['a hold is resolved by the operation that its row names', 'a hold is resolved at most once'],
  ],
  [
    'a total of spending that is not that of the entries',
    `INSERT INTO spent_totals SELECT id, last_seq, 700000001 FROM accounts WHERE ${WALLET}`,
    [SPENDING],
  ],
  [
    'a total of spending with an entry that there is not yet',
    `INSERT INTO spent_totals SELECT id, last_seq + 1, 700000000 FROM accounts WHERE ${WALLET}`,
    [SPENDING],
  ],
  [
    'entries that are said to have lines, and have none',
    `INSERT INTO statement_marks SELECT id, last_seq FROM accounts WHERE ${WALLET}`,
    [STATEMENTS],
  ],
  [
    'a line of a statement that adds up wrongly',
    `INSERT INTO statement_marks SELECT id, 1 FROM accounts WHERE ${WALLET};
     INSERT INTO statement_lines SELECT e.account_id, t.kind, 1, 1, e.amount + 1, 0
     FROM entries e JOIN transfers t ON t.id = e.transfer_id WHERE e.${ANNS} AND e.seq = 1`,
    [STATEMENTS],
  ],
  ['a total of spending of no account', 'INSERT INTO spent_totals VALUES (999, 0, 0)', [SPENDING]],
];

async function statements(sql: string): Promise<void> {
  for (const statement of sql.split(';')) await books.db.query(statement);
}

async function restore(): Promise<void> {
  for (const table of TABLES) {
    await statements(`DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM ${table}_as_it_was`);
  }
}

beforeAll(async () => {
  for (const table of TABLES) await statements(`CREATE TABLE ${table}_as_it_was AS SELECT * FROM ${table}`);
});
afterEach(restore);

test('sound books break no rule', async () => {
  const before = Date.now();
  const report = await books.ledger.audit();
  expect(report.violations).toEqual([]);
  expect(report.checkedAt.getTime()).toBeGreaterThanOrEqual(before);
});

test('a total of spending that is right breaks no rule', async () => {
  await statements(`INSERT INTO spent_totals SELECT id, last_seq, 700000000 FROM accounts WHERE ${WALLET}`);
  expect(await books.brokenRules()).toEqual([]);
});

test.each(CORRUPTIONS)('%s is found', async (_, sql, rules) => {
  await statements(sql);
  expect(await books.brokenRules()).toEqual(rules);
});

test('every rule is broken by one of the corruptions', () => {
  const broken = new Set(CORRUPTIONS.flatMap(([, , rules]) => rules));
  expect(AUDIT_RULES.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
});

test('a violation says what is wrong with which account', async () => {
  await statements(`UPDATE accounts SET held = held + 5 WHERE ${WALLET}`);
  const { violations } = await books.ledger.audit();
  expect(violations).toEqual([
    {
      rule: 'an account has set aside what its pending holds add up to',
      subject: expect.stringMatching(/^account \d+ user:1\/wallet$/) as string,
      detail: 'held 1000000005, holds 1000000000',
    },
  ]);
});

test('an audit that is called off ends before its next rule', async () => {
  const { db } = books;
  const calledOff = new AbortController();
  const query = db.query.bind(db) as (sql: string, options: object) => Promise<never>;
  let rules = 0;
  const spy = vi.spyOn(db, 'query').mockImplementation((...args: unknown[]) => {
    const [sql, options] = args as [string, object];
    if (sql.includes('detail') && ++rules === 2) calledOff.abort(new Error('no longer needed'));
    return query(sql, options);
  });
  const audit = createLedger({ db, clock: systemClock }).audit({ signal: calledOff.signal });
  await expect(audit).rejects.toThrow('no longer needed');
  spy.mockRestore();
  expect(rules).toBe(2);
});
