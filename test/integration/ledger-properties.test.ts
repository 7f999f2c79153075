import fc from 'fast-check';
import { QueryTypes } from 'sequelize';
import type { Credits } from '../../domain/credits';
import { inTransaction } from '../../domain/db/transaction';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import type { AccountRef, Ledger } from '../../domain/ledger/ledger';
import type { MoneyKind } from '../../domain/ledger/operations';
import { openBooks, type Books } from '../support/ledger';

const PROCESSES = 3;
const WALLETS = 3;
const START = 20n;

let books: Books;
beforeAll(async () => {
  books = await openBooks({ processes: PROCESSES });
});
afterAll(() => books.close());

interface Step {
  readonly process: number;
  /** In a transaction of the caller's, which commits or does not. */
  readonly own: 'none' | 'commits' | 'rolls back';
  readonly what:
    | { readonly type: 'transfer'; key: number; from: number; to: number; amount: Credits; kind: MoneyKind }
    | { readonly type: 'hold'; hold: number; wallet: number; amount: Credits }
    | { readonly type: 'capture'; key: number; hold: number; amount: Credits | undefined }
    | { readonly type: 'release'; key: number; hold: number };
}

// Few keys and holds and small wallets, so that repeats, changed repeats, races and refusals are the rule.
const index = (below: number) => fc.nat(below - 1);
const amount = fc.bigInt({ min: 1n, max: 15n });
const what: fc.Arbitrary<Step['what']> = fc.oneof(
  fc.record({
    type: fc.constant('transfer' as const),
    key: index(12),
    from: index(WALLETS + 1),
    to: index(WALLETS + 1),
    amount,
    kind: fc.constantFrom<MoneyKind>('reward', 'consume', 'refund'),
  }),
  fc.record({ type: fc.constant('hold' as const), hold: index(6), wallet: index(WALLETS), amount }),
  fc.record({
    type: fc.constant('capture' as const),
    key: index(12),
    hold: index(6),
    amount: fc.option(amount, { nil: undefined }),
  }),
  fc.record({ type: fc.constant('release' as const), key: index(12), hold: index(6) }),
);
const step: fc.Arbitrary<Step> = fc.record({
  process: index(PROCESSES),
  own: fc.constantFrom<Step['own']>('none', 'none', 'none', 'commits', 'rolls back'),
  what,
});

class Undone extends Error {}

/** Runs a step as some process would, and answers its result, or the code of its refusal. */
async function run({ process, own, what }: Step, name: (thing: string) => string, wallets: AccountRef[]) {
  const ledger = books.ledgers[process] ?? books.ledger;
  const accountOf = (n: number) => wallets[n] ?? PLATFORM.revenue;
  const perform = (tx?: Parameters<Ledger['hold']>[1]): Promise<object> => {
    switch (what.type) {
      case 'transfer':
        return ledger.transfer(
          {
            key: name(`key/${what.key}`),
            from: accountOf(what.from),
            to: accountOf(what.to),
            amount: what.amount,
            kind: what.kind,
            description: '礼物 🎁',
            reference: name('gift'),
          },
          tx,
        );
      case 'hold':
        return ledger.hold(
          {
            key: name(`hold/${what.hold}`),
            account: accountOf(what.wallet),
            amount: what.amount,
            reference: name('job'),
            expiresAt: new Date('2030-01-01'),
            description: '',
          },
          tx,
        );
      case 'capture':
        return ledger.capture(
          {
            key: name(`key/${what.key}`),
            hold: name(`hold/${what.hold}`),
            to: PLATFORM.revenue,
            description: '',
            ...(what.amount === undefined ? {} : { amount: what.amount }),
          },
          tx,
        );
      case 'release':
        return ledger.release({ key: name(`key/${what.key}`), hold: name(`hold/${what.hold}`) }, tx);
    }
  };
  try {
    if (own === 'none') return await perform();
    return await inTransaction(books.db, async (tx) => {
      const result = await perform(tx);
      if (own === 'rolls back') throw new Undone();
      return result;
    });
  } catch (error) {
    if (error instanceof Undone) return 'undone';
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    return code;
  }
}

/** The invariants in words of their own, so that the audit is not its own witness. */
const BROKEN = {
  'transfers whose entries do not sum to zero':
    'SELECT transfer_id FROM entries GROUP BY transfer_id HAVING SUM(amount) <> 0 OR COUNT(*) <> 2',
  'accounts whose balance is not the sum of their entries': `SELECT id FROM accounts a
    WHERE posted <> (SELECT COALESCE(SUM(amount), 0) FROM entries WHERE account_id = a.id)`,
  'accounts whose held is not the sum of their pending holds': `SELECT id FROM accounts a
    WHERE held <> (SELECT COALESCE(SUM(amount), 0) FROM holds WHERE account_id = a.id AND state = 'pending')`,
  'wallets below zero': "SELECT id FROM accounts WHERE owner <> 'platform' AND posted < held",
  'holds that took too much': 'SELECT hold_key FROM holds WHERE captured > amount',
  'holds that were resolved twice': `SELECT hold_key FROM transfers
    WHERE hold_key IS NOT NULL AND (kind = 'reward' OR kind = 'consume' OR (kind = 'release' AND amount > 0))
    GROUP BY hold_key HAVING COUNT(*) > 1`,
  'entries out of step': `SELECT e.seq FROM entries e
    WHERE balance_after <> (SELECT SUM(amount) FROM entries p WHERE p.account_id = e.account_id AND p.seq <= e.seq)`,
};

/** What work has cost an account, in words of its own as well. */
const SPENT = `SELECT CAST(COALESCE(SUM(CASE
    WHEN t.kind = 'consume' AND t.debit_account = a.id THEN t.amount
    WHEN t.kind IN ('consume', 'refund') AND t.credit_account = a.id THEN -t.amount ELSE 0 END), 0) AS CHAR) AS spent
  FROM accounts a LEFT JOIN transfers t ON t.debit_account = a.id OR t.credit_account = a.id WHERE a.owner = ?`;

const REFUSALS = [
  'INSUFFICIENT_CREDITS',
  'LEDGER_CONFLICT',
  'HOLD_RESOLVED',
  'NOT_FOUND',
  'VALIDATION',
  'undone',
];

/** An answer, all but whether it is a repeat. */
const text = (value: unknown) =>
  JSON.stringify(value, (key, each: unknown) => {
    if (key === 'repeated') return undefined;
    return typeof each === 'bigint' ? `${each}n` : each;
  });

let runs = 0;

test('whatever several processes do at once, with whatever repeats, the books are sound', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), async (steps) => {
      const nth = ++runs;
      const name = (thing: string) => `run${nth}/${thing}`;
      const wallets = Array.from({ length: WALLETS }, (_, n) => userAccount(nth * 100 + n));
      for (const wallet of wallets) await books.fund(wallet, START);

      const answers = await Promise.all(steps.map((each) => run(each, name, wallets)));
      // All of it a second time: what took effect must answer the same, and nothing may move.
      const before = await Promise.all(wallets.map((wallet) => books.ledger.balance(wallet)));
      const settled = steps.filter((_, n) => typeof answers[n] === 'object');
      const repeats = await Promise.all(settled.map((each) => run({ ...each, own: 'none' }, name, wallets)));
      expect(await Promise.all(wallets.map((wallet) => books.ledger.balance(wallet)))).toEqual(before);
      const isRepeat = (answer: unknown) => (answer as { repeated?: boolean }).repeated ?? true;
      expect(repeats.every(isRepeat)).toBe(true);
      expect(repeats.map(text)).toEqual(answers.filter((answer) => typeof answer === 'object').map(text));

      for (const answer of answers) {
        const kind = typeof answer === 'string' ? answer : 'answered';
        if (kind !== 'answered') expect(REFUSALS).toContain(kind);
        seen.add(kind);
      }
      for (const [rule, query] of Object.entries(BROKEN)) {
        const rows = await books.db.query(query, { type: QueryTypes.SELECT });
        expect({ [rule]: rows }).toEqual({ [rule]: [] });
      }
      for (const wallet of wallets) {
        const [row] = await books.db.query<{ spent: string }>(SPENT, {
          replacements: [wallet.owner],
          type: QueryTypes.SELECT,
        });
        expect(String(await books.ledger.spent(wallet))).toBe(row?.spent);
      }
      expect(await books.brokenRules()).toEqual([]);
    }),
    { seed: 7, numRuns: 25, endOnFailure: true },
  );
  // Else the steps are too tame to prove anything.
  expect([...seen].sort()).toEqual(['answered', ...REFUSALS].sort());
  expect(await books.ledger.balance(PLATFORM.sales)).toMatchObject({
    posted: -START * BigInt(WALLETS * runs),
  });
});
