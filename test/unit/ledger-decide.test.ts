import fc from 'fast-check';
import { credits } from '../../domain/credits';
import { accountName, PLATFORM, userAccount } from '../../domain/ledger/accounts';
import type { Account, Book } from '../../domain/ledger/book';
import { decide } from '../../domain/ledger/decide';
import type { Operation, Outcome } from '../../domain/ledger/operations';
import {
  captureOperation,
  holdOperation,
  releaseOperation,
  transferOperation,
} from '../../domain/ledger/requests';

const ANN = userAccount(1);
const BOB = userAccount(2);
const ACCOUNTS = [PLATFORM.sales, PLATFORM.revenue, ANN, BOB];
const NOW = new Date('2026-01-01T00:00:00Z');

/** A book with credits in the two wallets. */
function bookWith(ann: bigint, bob = 0n): Book {
  const posted = [-ann - bob, 0n, ann, bob];
  return {
    accountIds: new Map(ACCOUNTS.map((account, n) => [accountName(account), n + 1])),
    accounts: new Map(
      posted.map((amount, n): [number, Account] => [
        n + 1,
        { id: n + 1, posted: amount, held: 0n, lastSeq: 7 },
      ]),
    ),
    holds: new Map(),
    recorded: new Map(),
  };
}

/** The book after a batch, as the database would show it to the next. */
function after(book: Book, operations: readonly Operation[]): { book: Book; outcomes: readonly Outcome[] } {
  const { outcomes, changes } = decide(book, operations, NOW);
  const merged = <K, V>(old: ReadonlyMap<K, V>, rows: readonly V[], key: (row: V) => K) =>
    new Map([...old, ...rows.map((row): [K, V] => [key(row), row])]);
  const holds = merged(book.holds, changes.newHolds, ({ key }) => key);
  return {
    outcomes,
    book: {
      accountIds: book.accountIds,
      accounts: merged(book.accounts, changes.accounts, ({ id }) => id),
      holds: merged(
        holds,
        changes.resolved.map(({ hold }) => hold),
        ({ key }) => key,
      ),
      recorded: merged(book.recorded, changes.transfers, ({ key }) => key),
    },
  };
}

const hold = (key: string, amount: bigint, account = ANN) =>
  holdOperation({ key, account, amount, reference: key, expiresAt: NOW, description: '' });
const capture = (key: string, of: string, amount?: bigint) =>
  captureOperation({
    key,
    hold: of,
    to: PLATFORM.revenue,
    description: '',
    ...(amount === undefined ? {} : { amount }),
  });
const release = (key: string, of: string) => releaseOperation({ key, hold: of });
const give = (key: string, amount: bigint, from: typeof ANN = ANN, to: typeof ANN = BOB) =>
  transferOperation({ key, from, to, amount, kind: 'reward', description: '', reference: key });

const verdicts = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) => (outcome.ok ? 'ok' : (outcome.error as { code?: string }).code));

test('an operation sees what those before it in the batch have done', () => {
  const batch = [
    give('a', credits(6)),
    give('b', credits(6)),
    give('c', credits(5), BOB, ANN),
    give('d', credits(6)),
  ];
  const { outcomes, changes } = decide(bookWith(credits(10)), batch, NOW);
  expect(verdicts(outcomes)).toEqual(['ok', 'INSUFFICIENT_CREDITS', 'ok', 'ok']);
  expect(changes.transfers.map(({ key }) => key)).toEqual(['a', 'c', 'd']);
  expect(changes.entries.filter(({ accountId }) => accountId === 3)).toEqual([
    { accountId: 3, seq: 8, transfer: 'a', amount: -credits(6), balanceAfter: credits(4) },
    { accountId: 3, seq: 9, transfer: 'c', amount: credits(5), balanceAfter: credits(9) },
    { accountId: 3, seq: 10, transfer: 'd', amount: -credits(6), balanceAfter: credits(3) },
  ]);
  // However many entries a hot account gets, it is written once.
  expect(changes.accounts.map(({ id, posted, lastSeq }) => [id, posted, lastSeq])).toEqual([
    [3, credits(3), 10],
    [4, credits(7), 10],
  ]);
});

test('a refused operation changes nothing', () => {
  const { changes } = decide(bookWith(0n), [give('a', 1n), hold('h', 1n), capture('c', 'h')], NOW);
  expect(changes).toEqual({ transfers: [], entries: [], accounts: [], newHolds: [], resolved: [] });
});

test('a hold that begins and ends in one batch is written in its last state', () => {
  const { outcomes, changes } = decide(
    bookWith(credits(10)),
    [hold('h', credits(10)), capture('c', 'h', credits(4)), release('r', 'h')],
    NOW,
  );
  expect(verdicts(outcomes)).toEqual(['ok', 'ok', 'ok']);
  expect(changes.newHolds).toMatchObject([
    { key: 'h', state: 'captured', captured: credits(4), resolvedBy: 'c' },
  ]);
  expect(changes.resolved).toEqual([]);
  expect(changes.accounts).toMatchObject([
    { id: 3, posted: credits(6), held: 0n },
    { id: 2, posted: credits(4) },
  ]);
});

test('a release in the batch before its hold makes the hold impossible', () => {
  const { outcomes, changes } = decide(bookWith(credits(10)), [release('r', 'h'), hold('h', 1n)], NOW);
  expect(verdicts(outcomes)).toEqual(['ok', 'HOLD_RESOLVED']);
  expect(changes.newHolds).toMatchObject([{ key: 'h', accountId: null, state: 'released', resolvedBy: 'r' }]);
  expect(changes.accounts).toEqual([]);
});

test('repeats in one batch answer as the first, changed ones are refused', () => {
  const { outcomes, changes } = decide(
    bookWith(credits(10)),
    [give('a', credits(10)), give('a', credits(10)), give('a', 1n), hold('a', 1n)],
    NOW,
  );
  expect(verdicts(outcomes)).toEqual(['ok', 'ok', 'LEDGER_CONFLICT', 'LEDGER_CONFLICT']);
  expect(outcomes[1]).toEqual(outcomes[0]);
  expect(changes.transfers).toHaveLength(1);
});

function asRepeat(outcome: Outcome): Outcome {
  if (!outcome.ok || !('repeated' in outcome.result)) return outcome;
  return { ok: true, result: { ...outcome.result, repeated: true } };
}

test('of captures of one key only the first says that it was not a repeat', () => {
  const { book } = after(bookWith(credits(10)), [hold('h', 1n)]);
  const { outcomes } = decide(book, [capture('c', 'h'), capture('c', 'h'), release('r', 'h')], NOW);
  const said = outcomes.map(
    (outcome) => outcome.ok && 'repeated' in outcome.result && outcome.result.repeated,
  );
  expect(said).toEqual([false, true, false]);
});

const keys = fc.constantFrom(...'abcdefgh');
const holds = fc.constantFrom('h1', 'h2', 'h3');
const amounts = fc.bigInt({ min: 1n, max: 12n });
const wallets = fc.constantFrom<[typeof ANN, typeof ANN]>([ANN, BOB], [BOB, ANN]);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc
    .tuple(holds, amounts, fc.constantFrom(ANN, BOB))
    .map(([key, amount, account]) => hold(key, amount, account)),
  fc.tuple(keys, holds, fc.option(amounts, { nil: undefined })).map((args) => capture(...args)),
  fc.tuple(keys, holds).map((args) => release(...args)),
  fc.tuple(keys, amounts, wallets).map(([key, amount, [from, to]]) => give(key, amount, from, to)),
);

test('whatever comes, the book stays sound, and batches do not matter', () => {
  fc.assert(
    fc.property(fc.array(fc.array(operation, { maxLength: 8 }), { maxLength: 5 }), (batches) => {
      let book = bookWith(10n, 10n);
      const answers: Outcome[] = [];
      for (const batch of batches) {
        const step = after(book, batch);
        book = step.book;
        answers.push(...step.outcomes);

        const accounts = [...book.accounts.values()];
        expect(accounts.reduce((sum, { posted }) => sum + posted, 0n)).toBe(0n);
        for (const { id, posted, held } of accounts) {
          const pending = [...book.holds.values()].filter(
            (row) => row.accountId === id && row.state === 'pending',
          );
          expect(held).toBe(pending.reduce((sum, { amount }) => sum + amount, 0n));
          if (id > 2) expect(posted - held).toBeGreaterThanOrEqual(0n);
        }
        const greedy = [...book.holds.values()].filter(({ captured, amount }) => captured > amount);
        expect(greedy).toEqual([]);
      }
      // The same operations one by one come to the same.
      const flat = batches.flat();
      let single = bookWith(10n, 10n);
      const singly = flat.flatMap((each) => {
        const step = after(single, [each]);
        single = step.book;
        return [...step.outcomes];
      });
      expect(singly).toEqual(answers);
      expect(single.accounts).toEqual(book.accounts);
      // And once more: what took effect answers the same, and nothing moves for it.
      const succeeded = flat.filter((_, n) => answers[n]?.ok);
      const again = decide(book, succeeded, NOW);
      expect(again.outcomes).toEqual(answers.filter(({ ok }) => ok).map(asRepeat));
      expect(again.changes.transfers).toEqual([]);
    }),
    { seed: 20260101, numRuns: 200 },
  );
});
