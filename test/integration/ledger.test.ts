import { credits, type Credits } from '../../domain/credits';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import type { AccountRef, Ledger } from '../../domain/ledger/ledger';
import { openBooks, type Books } from '../support/ledger';

const LATER = new Date('2030-01-01T00:00:00.250Z');

let books: Books;
let ledger: Ledger;
beforeAll(async () => {
  books = await openBooks();
  ({ ledger } = books);
});
afterAll(() => books.close());

/** Each test has users, jobs and orders of its own on the same books. */
let nth = 0;
let ann: AccountRef;
let bob: AccountRef;
beforeEach(() => {
  nth++;
  ann = userAccount(nth * 2);
  bob = userAccount(nth * 2 + 1);
});
afterEach(async () => {
  expect(await books.brokenRules()).toEqual([]);
});

const jobId = (job: string) => `${nth}-${job}`;
const holdKey = (job: string) => `job/${jobId(job)}`;

function holdFor(job: string, amount: Credits, account = ann) {
  return {
    key: holdKey(job),
    account,
    amount,
    reference: jobId(job),
    expiresAt: LATER,
    description: '视频生成 🎬',
  };
}

function captureFor(job: string, amount?: Credits) {
  return {
    key: `${holdKey(job)}/capture`,
    hold: holdKey(job),
    to: PLATFORM.revenue,
    description: '视频生成 🎬',
    ...(amount === undefined ? {} : { amount }),
  };
}

function releaseFor(job: string) {
  return { key: `${holdKey(job)}/release`, hold: holdKey(job) };
}

function recharge(order: string, amount: Credits) {
  return {
    key: `order/${nth}-${order}`,
    from: PLATFORM.sales,
    to: ann,
    amount,
    kind: 'recharge' as const,
    description: '充值10元 💰',
    reference: `${nth}-${order}`,
  };
}

function gift(amount: Credits) {
  const key = `gift/${nth}`;
  return { key, from: ann, to: bob, amount, kind: 'reward' as const, description: '', reference: key };
}

describe('a hold', () => {
  test('sets credits aside, and its capture spends them', async () => {
    const { posted: revenue } = await ledger.balance(PLATFORM.revenue);
    await books.fund(ann, credits(100));
    const hold = await ledger.hold(holdFor('a', credits(50)));
    expect(hold).toMatchObject({ key: holdKey('a'), amount: credits(50), expiresAt: LATER });
    expect(await ledger.balance(ann)).toEqual({
      posted: credits(100),
      held: credits(50),
      available: credits(50),
    });

    expect(await ledger.capture(captureFor('a'))).toMatchObject({ captured: credits(50), returned: 0n });
    expect(await ledger.balance(ann)).toEqual({ posted: credits(50), held: 0n, available: credits(50) });
    expect(await ledger.balance(PLATFORM.revenue)).toMatchObject({ posted: revenue + credits(50) });
  });

  test('captured in part gives back the rest', async () => {
    await books.fund(ann, credits(10));
    await ledger.hold(holdFor('a', credits(10)));
    expect(await ledger.capture(captureFor('a', credits('2.5')))).toMatchObject({
      captured: credits('2.5'),
      returned: credits('7.5'),
    });
    expect(await ledger.balance(ann)).toMatchObject({ available: credits('7.5'), held: 0n });
  });

  test('captured for nothing costs nothing and is resolved', async () => {
    await books.fund(ann, credits(10));
    await ledger.hold(holdFor('a', credits(10)));
    expect(await ledger.capture(captureFor('a', 0n))).toMatchObject({ captured: 0n, returned: credits(10) });
    expect(await ledger.balance(ann)).toMatchObject({ available: credits(10), held: 0n });
    expect((await ledger.statement(ann, { page: 1, pageSize: 9 })).total).toBe(1);
    expect(await ledger.release(releaseFor('a'))).toMatchObject({ released: false, reason: 'captured' });
  });

  test('cannot be captured for more than it has', async () => {
    await books.fund(ann, credits(100));
    await ledger.hold(holdFor('a', credits(10)));
    await expect(ledger.capture(captureFor('a', credits(11)))).rejects.toMatchObject({ code: 'VALIDATION' });
    expect(await ledger.capture(captureFor('a', credits(10)))).toMatchObject({ captured: credits(10) });
  });

  test('released gives everything back, and can no longer be captured', async () => {
    await books.fund(ann, credits(10));
    await ledger.hold(holdFor('a', credits(10)));
    expect(await ledger.release(releaseFor('a'))).toMatchObject({ released: true, amount: credits(10) });
    expect(await ledger.balance(ann)).toMatchObject({ available: credits(10), held: 0n });
    await expect(ledger.capture(captureFor('a'))).rejects.toMatchObject({ code: 'HOLD_RESOLVED' });
    expect(await ledger.release({ ...releaseFor('a'), key: `${holdKey('a')}/again` })).toMatchObject({
      released: false,
      reason: 'released',
    });
  });

  test('of more than is available is refused and leaves nothing', async () => {
    await books.fund(ann, credits(10));
    await ledger.hold(holdFor('a', credits(6)));
    await expect(ledger.hold(holdFor('b', credits(5)))).rejects.toMatchObject({
      code: 'INSUFFICIENT_CREDITS',
      details: { required: '5', available: '4' },
    });
    expect(await ledger.balance(ann)).toMatchObject({ held: credits(6) });
    await books.fund(ann, credits(1));
    expect(await ledger.hold(holdFor('b', credits(5)))).toMatchObject({ amount: credits(5) });
  });

  test('that was released before it arrived is refused when it does', async () => {
    await books.fund(ann, credits(10));
    const release = await ledger.release(releaseFor('a'));
    expect(release).toMatchObject({ released: false, reason: 'absent' });
    await expect(ledger.hold(holdFor('a', credits(5)))).rejects.toMatchObject({ code: 'HOLD_RESOLVED' });
    expect(await ledger.release(releaseFor('a'))).toEqual({ ...release, repeated: true });
    expect(await ledger.balance(ann)).toMatchObject({ held: 0n });
  });

  test('that never was cannot be captured', async () => {
    await expect(ledger.capture(captureFor('a'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is found when its time is over, unless it was given more', async () => {
    const end = new Date('2027-03-01T00:00:00.250Z');
    const until = (milliseconds: number) => ({ expiresAt: new Date(end.getTime() + milliseconds) });
    await books.fund(ann, credits(10));
    await ledger.hold({ ...holdFor('a', credits(1)), ...until(0) });
    await ledger.hold({ ...holdFor('b', credits(2)), ...until(-1) });
    await ledger.hold({ ...holdFor('c', credits(3)), ...until(1) });

    expect(await ledger.expiredHolds(end, 10)).toMatchObject([
      { key: holdKey('b'), amount: credits(2), account: ann },
      { key: holdKey('a'), reference: jobId('a'), description: '视频生成 🎬', expiresAt: end },
    ]);
    expect(await ledger.expiredHolds(end, 1)).toMatchObject([{ key: holdKey('b') }]);

    expect(await ledger.extendHold(holdKey('a'), LATER)).toBe(true);
    expect(await ledger.extendHold(holdKey('a'), LATER)).toBe(true);
    await ledger.release(releaseFor('b'));
    expect(await ledger.extendHold(holdKey('b'), LATER)).toBe(false);
    expect(await ledger.extendHold(holdKey('none'), LATER)).toBe(false);
    expect(await ledger.expiredHolds(end, 10)).toEqual([]);
    expect(await ledger.hold(holdFor('a', credits(1)))).toMatchObject({ expiresAt: LATER });
  });
});

describe('a transfer', () => {
  test('takes no wallet below zero, and the platform as far as it goes', async () => {
    const { posted: sold } = await ledger.balance(PLATFORM.sales);
    await ledger.transfer(recharge('1', credits(10)));
    await expect(ledger.transfer(gift(credits(10) + 1n))).rejects.toMatchObject({
      code: 'INSUFFICIENT_CREDITS',
      details: { required: '10.00000001', available: '10' },
    });
    await ledger.transfer(gift(credits(10)));
    expect(await ledger.balance(ann)).toMatchObject({ posted: 0n });
    expect(await ledger.balance(bob)).toMatchObject({ posted: credits(10) });
    expect(await ledger.balance(PLATFORM.sales)).toMatchObject({ posted: sold - credits(10) });
  });

  test('cannot spend what a hold has set aside', async () => {
    await books.fund(ann, credits(10));
    await ledger.hold(holdFor('a', credits(8)));
    await expect(ledger.transfer(gift(credits(3)))).rejects.toMatchObject({
      code: 'INSUFFICIENT_CREDITS',
    });
  });

  test.each([
    ['no amount', { amount: 0n }],
    ['a negative amount', { amount: -1n }],
    ['more than the books can hold', { amount: 10n ** 18n }],
    ['itself as its target', { to: PLATFORM.sales }],
    ['an empty key', { key: '' }],
    ['a key that is too long', { key: 'k'.repeat(129) }],
    ['a key in Chinese', { key: '订单' }],
    ['no reference', { reference: '' }],
    ['a description that is too long', { description: '长'.repeat(256) }],
    ['an owner that is none', { to: { owner: '', type: 'wallet' as const } }],
  ])('with %s is refused', async (_, change) => {
    await expect(ledger.transfer({ ...recharge('1', credits(1)), ...change })).rejects.toMatchObject({
      code: 'VALIDATION',
    });
  });

  test('keeps a description of 255 emoji, quotes and backslashes', async () => {
    const description = `'"\\\0%_;--${'🎉'.repeat(246)}`;
    await ledger.transfer({ ...recharge('1', credits(1)), description });
    expect((await ledger.statement(ann, { page: 1, pageSize: 1 })).items[0]?.description).toBe(description);
  });
});

describe('a key', () => {
  test('answers a repeat as it did the first time, whatever has happened since', async () => {
    const first = await ledger.transfer(recharge('1', credits(10)));
    const hold = await ledger.hold(holdFor('a', credits(10)));
    const capture = await ledger.capture(captureFor('a', credits(4)));
    expect(await ledger.transfer({ ...recharge('1', credits(10)), description: 'in other words' })).toEqual(
      first,
    );
    expect(await ledger.hold({ ...holdFor('a', credits(10)), description: 'other' })).toEqual(hold);
    expect(capture.repeated).toBe(false);
    expect(await ledger.capture(captureFor('a', credits(4)))).toEqual({ ...capture, repeated: true });
    const release = await ledger.release(releaseFor('a'));
    expect(release.repeated).toBe(false);
    expect(await ledger.release(releaseFor('a'))).toEqual({ ...release, repeated: true });
    expect(await ledger.balance(ann)).toEqual({ posted: credits(6), held: 0n, available: credits(6) });
  });

  test.each([
    ['another amount', { amount: credits(11) }],
    ['another account', { to: PLATFORM.revenue }],
    ['another kind', { kind: 'reward' as const }],
    ['another reference', { reference: '2' }],
  ])('refuses a repeat with %s', async (_, change) => {
    await ledger.transfer(recharge('1', credits(10)));
    await expect(ledger.transfer({ ...recharge('1', credits(10)), ...change })).rejects.toMatchObject({
      code: 'LEDGER_CONFLICT',
    });
  });

  test('refuses another operation', async () => {
    await books.fund(ann, credits(10));
    await ledger.hold(holdFor('a', credits(1)));
    const taken = { code: 'LEDGER_CONFLICT' };
    await expect(ledger.transfer({ ...recharge('1', credits(1)), key: holdKey('a') })).rejects.toMatchObject(
      taken,
    );
    await expect(ledger.release({ key: holdKey('a'), hold: holdKey('a') })).rejects.toMatchObject(taken);
    await expect(ledger.capture({ ...captureFor('a'), key: holdKey('a') })).rejects.toMatchObject(taken);
  });

  test('is free again after a refusal', async () => {
    await expect(ledger.hold(holdFor('a', credits(1)))).rejects.toMatchObject({
      code: 'INSUFFICIENT_CREDITS',
    });
    await books.fund(bob, credits(1));
    await expect(ledger.hold(holdFor('a', credits(1), bob))).resolves.toMatchObject({ account: bob });
  });
});

describe('a statement', () => {
  test('lists what happened on an account, newest first, page by page', async () => {
    for (let n = 1; n <= 5; n++) await ledger.transfer(recharge(String(n), credits(n)));
    await ledger.hold(holdFor('a', credits(4)));
    await ledger.capture(captureFor('a', credits(3)));

    const first = await ledger.statement(ann, { page: 1, pageSize: 4 });
    expect(first.total).toBe(6);
    expect(first.items).toMatchObject([
      {
        id: 6,
        type: 'consume',
        amount: credits(-3),
        balanceAfter: credits(12),
        description: '视频生成 🎬',
        reference: jobId('a'),
      },
      { id: 5, type: 'recharge', amount: credits(5), balanceAfter: credits(15), description: '充值10元 💰' },
      { id: 4, amount: credits(4), balanceAfter: credits(10) },
      { id: 3, amount: credits(3), balanceAfter: credits(6) },
    ]);
    const second = await ledger.statement(ann, { page: 2, pageSize: 4 });
    expect(second.items.map(({ id }) => id)).toEqual([2, 1]);
    expect(await ledger.statement(ann, { page: 3, pageSize: 4 })).toMatchObject({ total: 6, items: [] });
  });

  test('of an account that was never used is empty', async () => {
    expect(await ledger.statement(bob, { page: 1, pageSize: 20 })).toMatchObject({ total: 0, items: [] });
    expect(await ledger.balance(bob)).toEqual({ posted: 0n, held: 0n, available: 0n });
  });

  test('gives the time of the clock to the millisecond', async () => {
    const now = new Date('2026-01-22T10:00:00.123Z');
    const dated = await openBooks({ clock: { now: () => now } });
    await dated.fund(ann, credits(1));
    const { items } = await dated.ledger.statement(ann, { page: 1, pageSize: 1 });
    expect(items[0]?.createdAt).toEqual(now);
    await dated.close();
  });
});

test('a reference explains everything that carries it', async () => {
  await books.fund(ann, credits(100));
  await ledger.hold(holdFor('a', credits(50)));
  await ledger.hold(holdFor('other', credits(1)));
  await ledger.capture(captureFor('a', credits(30)));
  await ledger.release(releaseFor('a'));
  await ledger.transfer({
    key: `${holdKey('a')}/refund`,
    from: PLATFORM.revenue,
    to: ann,
    amount: credits(30),
    kind: 'refund',
    description: '退款',
    reference: jobId('a'),
  });

  const trail = await ledger.explain(jobId('a'));
  expect(trail).toMatchObject({
    reference: jobId('a'),
    holds: [
      { key: holdKey('a'), account: ann, amount: credits(50), state: 'captured', captured: credits(30) },
    ],
    captures: [
      { key: `${holdKey('a')}/capture`, hold: holdKey('a'), kind: 'consume', amount: credits(30), from: ann },
    ],
    releases: [{ key: `${holdKey('a')}/release`, hold: holdKey('a'), amount: 0n }],
    transfers: [
      { key: `${holdKey('a')}/refund`, kind: 'refund', to: ann, amount: credits(30), description: '退款' },
    ],
  });
  expect(trail.captures[0]?.to).toEqual(PLATFORM.revenue);
  expect(await ledger.explain('nothing')).toEqual({
    reference: 'nothing',
    holds: [],
    captures: [],
    releases: [],
    transfers: [],
  });
});
