import { receivePaymentCallback, type CallbackClaim } from '../../domain/orders/callback';
import { createNonceStore } from '../../domain/orders/callback-nonces';
import { signCallback } from '../../domain/orders/callback-signature';
import { isAppError } from '../../domain/errors';
import { paymentPlatform, type PaymentPlatform } from '../support/payment-platform';

/** The studio's payment callback: nobody's word without our signature. */
const SECRET = 'a-secret-that-only-tests-know';

let platform: PaymentPlatform;
let nonces = 0;

beforeAll(async () => {
  platform = await paymentPlatform();
});
afterAll(() => platform.close());

interface Signing {
  readonly secret?: string;
  readonly nonce?: string;
  readonly agedMs?: number;
  /** What is signed, when it is not what is sent. */
  readonly body?: string;
}

async function order(amountFen = 1000) {
  const user = await platform.newUser();
  return { user, ...(await platform.newOrder(user, amountFen)) };
}

function claimFor(orderNo: string, changes: Partial<CallbackClaim> = {}): CallbackClaim {
  return { orderNo, paymentMethod: 'alipay', transactionId: `T${orderNo}`, status: 'success', ...changes };
}

/** What the API makes of a request: `signing` undefined sends no signature. Answers the result or the error's code. */
async function callback(claim: CallbackClaim, signing?: Signing, secret: string | undefined = SECRET) {
  const rawBody = Buffer.from(JSON.stringify(claim));
  const nonce = signing?.nonce ?? `nonce-number-${++nonces}`;
  const timestamp = String(Math.floor((platform.clock.now().getTime() - (signing?.agedMs ?? 0)) / 1000));
  const signature = signCallback(signing?.secret ?? SECRET, timestamp, nonce, signing?.body ?? rawBody);
  const signed = signing
    ? { timestamp, nonce, signature }
    : { timestamp: undefined, nonce: undefined, signature: undefined };
  try {
    return await receivePaymentCallback(
      { claim, rawBody, signed },
      {
        orders: platform.orders,
        provider: platform.provider,
        clock: platform.clock,
        // A store of its own for each request, as if each reached another process.
        nonceStore: createNonceStore(platform),
        secret,
      },
    );
  } catch (error) {
    return isAppError(error) ? error.code : error;
  }
}

describe('a signed callback', () => {
  test('credits its order, and again changes nothing', async () => {
    const { orderNo, user } = await order();
    expect(await callback(claimFor(orderNo), {})).toEqual({ success: true });
    expect(await callback(claimFor(orderNo), {})).toEqual({ success: true });
    expect(await platform.credits(user)).toBe('100');
    expect(await platform.events(orderNo)).toMatchObject([{ outcome: 'credited', source: 'callback' }]);
  });

  test('is signed over its raw bytes: the contract is this digest', () => {
    // printf '%s' '1769047200.n0nce-01.{"order_id":"R1"}' | openssl dgst -sha256 -hmac secret
    expect(signCallback('secret', '1769047200', 'n0nce-01', '{"order_id":"R1"}')).toBe(
      '041458637821d4f56ff5a5d1a8b0055a75d3f4bc0216c64f4ddf1b5baa6d7101',
    );
  });

  test.each<[string, Signing]>([
    ['with another secret', { secret: 'guess' }],
    ['over another body', { body: '{}' }],
    ['six minutes ago', { agedMs: 360_000 }],
    ['six minutes ahead', { agedMs: -360_000 }],
    ['with a nonce that is none', { nonce: 'a b' }],
    ['with a nonce that is too long', { nonce: 'n'.repeat(129) }],
  ])('that was made %s is refused', async (_how, signing) => {
    const { orderNo, user } = await order();
    expect(await callback(claimFor(orderNo), signing)).toBe('SIGNATURE_INVALID');
    expect(await platform.credits(user)).toBe('0');
  });

  test('within 300 seconds is in time', async () => {
    const { orderNo } = await order();
    expect(await callback(claimFor(orderNo), { agedMs: 290_000 })).toEqual({ success: true });
  });

  test('uses its nonce up, for all orders and all processes, however many come at once', async () => {
    const orders = await Promise.all(Array.from({ length: 5 }, () => order()));
    const answers = await Promise.all(
      orders.map(({ orderNo }) => callback(claimFor(orderNo), { nonce: 'only-once' })),
    );
    expect(answers.filter((answer) => answer === 'SIGNATURE_INVALID')).toHaveLength(4);
    const credits = await Promise.all(orders.map(({ user }) => platform.credits(user)));
    expect(credits.toSorted()).toEqual(['0', '0', '0', '0', '100']);
  });

  test('with a wrong signature does not spend the nonce of the right one', async () => {
    const { orderNo } = await order();
    expect(await callback(claimFor(orderNo), { nonce: 'not-spent', secret: 'guess' })).toBe(
      'SIGNATURE_INVALID',
    );
    expect(await callback(claimFor(orderNo), { nonce: 'not-spent' })).toEqual({ success: true });
  });

  test('nonces are forgotten once the timestamp alone refuses the replay', async () => {
    const { orderNo } = await order();
    await callback(claimFor(orderNo), { nonce: 'forgotten' });
    platform.advance(400_000);
    await callback(claimFor(orderNo), {});
    const [rows] = await platform.db.query("SELECT nonce FROM callback_nonces WHERE nonce = 'forgotten'");
    expect(rows).toEqual([]);
  });

  test('that tells of a failed payment leaves the order to be paid', async () => {
    const { orderNo, user } = await order();
    expect(await callback(claimFor(orderNo, { status: 'failed' }), {})).toEqual({ success: false });
    expect(await platform.orders.find(orderNo)).toMatchObject({ status: 'pending' });
    expect(await platform.credits(user)).toBe('0');
  });

  test('that names another payment method credits nothing and is kept for an operator', async () => {
    const { orderNo, user } = await order();
    expect(await callback(claimFor(orderNo, { paymentMethod: 'wechat' }), {})).toBe('PAYMENT_FAILED');
    expect(await platform.credits(user)).toBe('0');
    expect(await platform.events(orderNo)).toMatchObject([
      { outcome: 'quarantined', problem: 'wrong_channel' },
    ]);
  });

  test('for an unknown order, or with a number that is none, says so', async () => {
    const { orderNo } = await order();
    expect(await callback(claimFor('R209901011000001'), {})).toBe('ORDER_NOT_FOUND');
    expect(await callback(claimFor(orderNo, { transactionId: '一二三' }), {})).toBe('VALIDATION');
  });
});

describe('a callback without a signature', () => {
  test('is refused and credits nothing when the provider knows of no payment', async () => {
    const { orderNo, user } = await order();
    expect(await callback(claimFor(orderNo))).toBe('SIGNATURE_INVALID');
    expect(await platform.credits(user)).toBe('0');
  });

  test('is refused as well when it is right, but the provider is asked, and its word credits', async () => {
    const { user, ...paid } = await order();
    await platform.cashier.misbehave({ outTradeNo: paid.orderNo, drop: true });
    await platform.pay(paid);
    expect(await callback(claimFor(paid.orderNo, { transactionId: 'made-up' }))).toBe('SIGNATURE_INVALID');
    expect(await platform.credits(user)).toBe('100');
    expect(await platform.events(paid.orderNo)).toMatchObject([{ outcome: 'credited', source: 'query' }]);
  });

  test('cannot turn us against the provider: one question in ten seconds an order', async () => {
    const { orderNo } = await order();
    const query = vi.spyOn(platform.provider, 'query');
    await Promise.all(Array.from({ length: 10 }, () => callback(claimFor(orderNo))));
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
  });

  test('learns nothing of orders, nor of a provider that is down', async () => {
    const { orderNo } = await order();
    await platform.cashier.misbehave({ outTradeNo: orderNo, api: 'error' });
    expect(await callback(claimFor(orderNo))).toBe('SIGNATURE_INVALID');
    expect(await callback(claimFor('R209901011000001'))).toBe('SIGNATURE_INVALID');
    expect(await callback(claimFor('\u0000订单🎬'))).toBe('SIGNATURE_INVALID');
  });

  test('stays refused while no secret is configured, signed or not', async () => {
    const { orderNo, user } = await order();
    expect(await callback(claimFor(orderNo), { secret: '' }, '')).toBe('SIGNATURE_INVALID');
    expect(await platform.credits(user)).toBe('0');
  });
});
