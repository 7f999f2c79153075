import fc from 'fast-check';
import { credits } from '../../domain/credits';
import { chargeOf, type Multipliers } from '../../domain/gateway/charge';
import { decimal, formatDecimal } from '../../domain/decimal';
import { estimateOf } from '../../domain/gateway/estimate';
import {
  readPrices,
  RATE_NAMES,
  writePrices,
  type ModelPrice,
  type RateName,
} from '../../domain/gateway/prices';
import { soundUsage } from '../../domain/gateway/sound-usage';
import { NO_USAGE, type Usage } from '../../domain/gateway/usage';
import { isAppError } from '../../domain/errors';

const SEED = { seed: 20_240_607, numRuns: 400 };

const tokens = (sheet: Record<string, unknown>) => readPrices(0, sheet);
const used = (usage: Partial<Usage>): Usage => ({ ...NO_USAGE, ...usage });
const times = (group: string, userChannel = '1'): Multipliers => ({
  group: decimal(group),
  userChannel: decimal(userChannel),
});

describe('a charge by tokens', () => {
  test('is tokens times price by a million, times both multipliers', () => {
    const price = tokens({ input_price: '3', output_price: '15' });
    const usage = used({ input: 1_000_000, output: 100_000 });
    expect(chargeOf(price, usage)).toMatchObject({ cost: credits('4.5'), baseCost: credits('4.5') });
    expect(chargeOf(price, usage, times('0.5', '3'))).toMatchObject({
      cost: credits('6.75'),
      baseCost: credits('4.5'),
    });
  });

  test('leaves cache reads and writes out of the plain input, each at its own rate', () => {
    const price = tokens({
      input_price: '3',
      output_price: '15',
      cached_input_price: '0.3',
      cache_write_input_price: '3.75',
      cache_write_1h_input_price: '6',
    });
    const usage = used({ input: 10_000, cacheRead: 5000, cacheWrite5m: 2000, cacheWrite1h: 1000 });
    const { lines, cost } = chargeOf(price, usage);
    expect(lines.map(({ rate, segments }) => [rate, segments[0]?.count])).toEqual([
      ['cached_input', 5000],
      ['cache_write_input', 2000],
      ['cache_write_1h_input', 1000],
      ['input', 2000],
    ]);
    expect(cost).toBe(credits('0.021')); // 0.0015 + 0.0075 + 0.006 + 0.006
  });

  test('charges unpriced cache tokens as input, and an hour’s writes as those of five minutes', () => {
    const usage = used({ input: 1000, cacheRead: 400, cacheWrite1h: 300 });
    expect(chargeOf(tokens({ input_price: '1' }), usage).lines).toMatchObject([
      { rate: 'input', segments: [{ count: 1000 }] },
    ]);
    expect(chargeOf(tokens({ input_price: '1', cache_write_input_price: '2' }), usage).lines).toMatchObject([
      { rate: 'input', segments: [{ count: 700 }] },
      { rate: 'cache_write_input', segments: [{ count: 300 }] },
    ]);
  });

  test('a rate of 0 is priced: it is free', () => {
    const price = tokens({ input_price: '1', cached_input_price: '0' });
    expect(chargeOf(price, used({ input: 1000, cacheRead: 1000 })).cost).toBe(0n);
  });

  test('splits images and audio out only where they are priced', () => {
    const usage = used({ input: 1000, imageInput: 600, output: 500, audioOutput: 200 });
    expect(chargeOf(tokens({ input_price: '1', output_price: '1' }), usage).cost).toBe(credits('0.0015'));
    const priced = tokens({
      input_price: '1',
      output_price: '1',
      image_input_price: '10',
      audio_output_price: '100',
    });
    expect(chargeOf(priced, usage).cost).toBe(credits('0.0267')); // 0.0004 + 0.006 + 0.0003 + 0.02
  });

  test('tiers without a condition are segments', () => {
    const price = tokens({
      input_price: '4',
      input_price_tiers: [
        { min_tokens: 2000, price: '1' },
        { min_tokens: 1000, price: '2' },
      ],
    });
    const segments = (input: number) => chargeOf(price, used({ input })).lines[0]?.segments;
    expect(segments(1000)).toEqual([{ count: 1000, price: decimal(4) }]);
    expect(segments(2500)).toEqual([
      { count: 1000, price: decimal(4) },
      { count: 1000, price: decimal(2) },
      { count: 500, price: decimal(1) },
    ]);
  });

  test.each([
    ['full_input_tokens', { input: 200_000, cacheRead: 150_000 }, { input: 199_999, output: 900_000 }],
    ['full_request_tokens', { input: 150_000, output: 50_000 }, { input: 100_000, output: 99_999 }],
    ['billable_input_tokens', { input: 210_000, cacheRead: 10_000 }, { input: 210_000, cacheRead: 10_001 }],
    ['billable_output_tokens', { input: 5, output: 200_000 }, { input: 900_000, output: 199_999 }],
  ] as const)('a tier with %s prices the whole amount', (condition, reaches, falls) => {
    const price = tokens({
      input_price: '1',
      output_price: '1',
      input_price_tiers: [{ min_tokens: 200_000, price: '2', condition }],
      cached_input_price: '1',
    });
    const paid = (usage: Partial<Usage>) =>
      chargeOf(price, used(usage)).lines.find(({ rate }) => rate === 'input')?.segments[0]?.price;
    expect(paid(reaches)).toBe(decimal(2));
    expect(paid(falls)).toBe(decimal(1));
  });

  test('rounds up once, so that what costs something never costs nothing', () => {
    const price = tokens({ input_price: '0.0000000001', output_price: '0.0000000001' });
    expect(chargeOf(price, used({ input: 1 })).cost).toBe(1n);
    expect(chargeOf(price, used({ input: 1, output: 1 }), times('0.0000000001')).cost).toBe(1n);
    expect(chargeOf(price, NO_USAGE).cost).toBe(0n);
    expect(chargeOf(price, used({ input: 1 }), times('0')).cost).toBe(0n);
  });
});

test('a request has one price, and so has an image', () => {
  const price = readPrices(1, { output_price: '0.25', input_price: '99' });
  expect(chargeOf(price, used({ input: 5000, output: 5000 })).cost).toBe(credits('0.25'));
  expect(chargeOf(price, NO_USAGE, times('2'), { images: 4 }).cost).toBe(credits(2));
});

test('a video is priced by resolution and duration', () => {
  const price = readPrices(100, {
    video_billing_config: {
      resolutions: [
        { resolution: '720p', duration_unit_price: '0.1', durations: [{ seconds: 10, price: '0.8' }] },
      ],
    },
  });
  const cost = (resolution: string, seconds: number) =>
    chargeOf(price, NO_USAGE, undefined, { video: { resolution, seconds } }).cost;
  expect(cost('720p', 10)).toBe(credits('0.8'));
  expect(cost('720p', 7)).toBe(credits('0.7'));
  expect(() => cost('4k', 7)).toThrow(expect.objectContaining({ code: 'VALIDATION' }));
});

describe('prices as they are written down', () => {
  test.each<[number, Record<string, unknown>, string]>([
    [2, {}, 'body.quota_type'],
    [0, { input_price: '-1' }, 'body.input_price'],
    [0, { input_price: 'free' }, 'body.input_price'],
    [0, { input_price: '0.00000000001' }, 'body.input_price'],
    [0, { input_price_tiers: [{ min_tokens: 1, price: 1 }] }, 'body.input_price'],
    [
      0,
      { input_price: 1, input_price_tiers: [{ min_tokens: -1, price: 1 }] },
      'body.input_price_tiers[0].min_tokens',
    ],
    [
      0,
      { input_price: 1, input_price_tiers: [{ min_tokens: 1, price: 1, condition: 'moon' }] },
      'body.input_price_tiers[0].condition',
    ],
    [
      100,
      { video_billing_config: { resolutions: [{ resolution: '', durations: [] }] } },
      'body.video_billing_config.resolutions[0].resolution',
    ],
  ])('quota type %s with %j is refused', (quotaType, sheet, field) => {
    expect.assertions(1);
    try {
      readPrices(quotaType, sheet);
    } catch (error) {
      expect(isAppError(error, 'VALIDATION') && error.details.errors[0]?.field).toBe(field);
    }
  });

  test('are read as they were written', () => {
    fc.assert(
      fc.property(anyPrice, (price) => {
        const again = readPrices(
          price.quotaType,
          JSON.parse(JSON.stringify(writePrices(price))) as object as never,
        );
        expect(again).toEqual(price);
      }),
      SEED,
    );
  });
});

test('usage that makes no sense is made fit: nothing negative, no part above its total', () => {
  fc.assert(
    fc.property(wildUsage, (told) => {
      const usage = soundUsage(told);
      for (const value of Object.values(usage)) expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
      const { cacheRead, cacheWrite5m, cacheWrite1h, imageInput, audioInput } = usage;
      expect(cacheRead + cacheWrite5m + cacheWrite1h + imageInput + audioInput).toBeLessThanOrEqual(
        usage.input,
      );
      expect(usage.imageOutput + usage.audioOutput).toBeLessThanOrEqual(usage.output);
      expect(usage.reasoning).toBeLessThanOrEqual(usage.output);
    }),
    SEED,
  );
});

/** The same sum by another way: fractions that are never shortened, and every token looked at by its segment. */
function byFractions(price: ModelPrice, usage: Usage, { group, userChannel }: Multipliers): bigint {
  const part: Record<RateName, number> = Object.fromEntries(RATE_NAMES.map((name) => [name, 0])) as never;
  const put = (count: number, ...wanted: RateName[]) => {
    const name = wanted.find((each) => price.rates[each]) ?? wanted.at(-1);
    if (name) part[name] += count;
  };
  const plain =
    usage.input -
    usage.cacheRead -
    usage.cacheWrite5m -
    usage.cacheWrite1h -
    usage.imageInput -
    usage.audioInput;
  put(plain, 'input');
  put(usage.cacheRead, 'cached_input', 'input');
  put(usage.cacheWrite5m, 'cache_write_input', 'input');
  put(usage.cacheWrite1h, 'cache_write_1h_input', 'cache_write_input', 'input');
  put(usage.imageInput, 'image_input', 'input');
  put(usage.audioInput, 'audio_input', 'input');
  put(usage.output - usage.imageOutput - usage.audioOutput, 'output');
  put(usage.imageOutput, 'image_output', 'output');
  put(usage.audioOutput, 'audio_output', 'output');

  let numerator = 0n;
  let denominator = 1n;
  for (const name of RATE_NAMES) {
    const rate = price.rates[name];
    if (!rate) continue;
    const steps = [{ minTokens: 0, price: rate.price }, ...rate.tiers];
    for (const [index, { minTokens, price: stepPrice }] of steps.entries()) {
      const next = steps[index + 1]?.minTokens ?? Infinity;
      const count = Math.max(0, Math.min(part[name], next) - minTokens);
      const scale = 10n ** 16n * 10n ** 20n;
      numerator = numerator * scale + BigInt(count) * stepPrice * group * userChannel * denominator;
      denominator *= scale;
    }
  }
  const units = numerator * 10n ** 8n;
  return units / denominator + (units % denominator === 0n ? 0n : 1n);
}

const price = fc.bigInt({ min: 0n, max: 10n ** 13n });
const tier = fc.record({ minTokens: fc.integer({ min: 1, max: 5000 }), price });
const uniqueTiers = fc
  .uniqueArray(tier, { selector: ({ minTokens }) => minTokens, maxLength: 3 })
  .map((tiers) => tiers.sort((a, b) => a.minTokens - b.minTokens));
const rate = fc.record({ price, tiers: uniqueTiers });
const anyPrice: fc.Arbitrary<ModelPrice> = fc
  .tuple(
    ...RATE_NAMES.map((name) => fc.option(rate, { nil: undefined }).map((each) => [name, each] as const)),
  )
  .map((entries) => ({
    quotaType: 0 as const,
    rates: Object.fromEntries(entries.filter(([, each]) => each !== undefined)),
  }));
const anyUsage = fc
  .record(
    Object.fromEntries(Object.keys(NO_USAGE).map((field) => [field, fc.nat(9000)])) as Record<
      keyof Usage,
      fc.Arbitrary<number>
    >,
  )
  .map(soundUsage);
const wildUsage = fc.record(
  Object.fromEntries(
    Object.keys(NO_USAGE).map((field) => [
      field,
      fc.oneof(fc.integer(), fc.double(), fc.constantFrom(NaN, Infinity, '7', null, undefined)),
    ]),
  ),
);
const anyMultipliers = fc.record({
  group: fc.bigInt(0n, 10n ** 11n),
  userChannel: fc.bigInt(0n, 10n ** 11n),
});

describe('for every price and usage', () => {
  test('the charge is the exact sum, rounded up once', () => {
    fc.assert(
      fc.property(anyPrice, anyUsage, anyMultipliers, (its, usage, multipliers) => {
        expect(chargeOf(its, usage, multipliers).cost).toBe(byFractions(its, usage, multipliers));
      }),
      SEED,
    );
  });

  test('nothing is negative, and the lines add up to the base', () => {
    fc.assert(
      fc.property(anyPrice, anyUsage, anyMultipliers, (its, usage, multipliers) => {
        const { cost, baseCost, lines } = chargeOf(its, usage, multipliers);
        expect(cost >= 0n && baseCost >= 0n).toBe(true);
        const sum = lines.reduce((total, { amount }) => total + amount, 0n);
        expect(baseCost).toBe((sum + 10n ** 8n - 1n) / 10n ** 8n);
        expect(cost > 0n).toBe(sum > 0n && multipliers.group > 0n && multipliers.userChannel > 0n);
      }),
      SEED,
    );
  });

  test('more plain tokens never cost less', () => {
    fc.assert(
      fc.property(anyPrice, anyUsage, fc.nat(5000), fc.nat(5000), (its, usage, input, output) => {
        const more = { ...usage, input: usage.input + input, output: usage.output + output };
        expect(chargeOf(its, more).cost >= chargeOf(its, usage).cost).toBe(true);
      }),
      SEED,
    );
  });

  test('an estimate covers every call within its plan that uses no dearer rates', () => {
    const plain = anyPrice.map(({ rates: { input, output } }): ModelPrice => ({
      quotaType: 0,
      rates: { ...(input && { input }), ...(output && { output }) },
    }));
    fc.assert(
      fc.property(plain, anyUsage, anyMultipliers, (its, usage, multipliers) => {
        const offer = { price: its, multipliers };
        const { amount } = estimateOf(offer, { inputTokens: usage.input, maxOutputTokens: usage.output });
        expect(amount >= chargeOf(its, usage, multipliers).cost).toBe(true);
      }),
      SEED,
    );
  });
});

describe('an estimate', () => {
  const claude = tokens({
    input_price: '3',
    output_price: '15',
    cache_write_input_price: '3.75',
    cache_write_1h_input_price: '6',
  });
  const offer = { price: claude, multipliers: times('1') };

  test('takes the most that the caller, else the model, else the default allows', () => {
    const output = (limit?: number, plan?: number) =>
      estimateOf({ ...offer, maxOutputTokens: limit }, { inputTokens: 0, maxOutputTokens: plan }).usage
        .output;
    expect([output(), output(8192), output(8192, 100), output(8192, 10 ** 9), output(undefined, 20)]).toEqual(
      [4096, 8192, 100, 8192, 20],
    );
  });

  test('counts the input at the dearest rate that the call asks for', () => {
    const amount = (cacheWrites?: '5m' | '1h') =>
      estimateOf(offer, { inputTokens: 1_000_000, maxOutputTokens: 0, cacheWrites }).amount;
    expect([amount(), amount('5m'), amount('1h')]).toEqual([credits(3), credits('3.75'), credits(6)]);
  });

  test('is for every answer that is asked for', () => {
    const plan = { inputTokens: 10, maxOutputTokens: 100, answers: 3 };
    expect(estimateOf({ ...offer, maxOutputTokens: 50 }, plan).usage).toMatchObject({
      input: 10,
      output: 150,
    });
  });

  test('is 0 for what is free, and at least a unit for what is not', () => {
    const of = (sheet: Record<string, unknown>) =>
      estimateOf({ price: tokens(sheet), multipliers: times('1') }, { inputTokens: 1 }).amount;
    expect(of({})).toBe(0n);
    expect(of({ input_price: '0', output_price: 0 })).toBe(0n);
    expect(of({ input_price: '0.0000000001' })).toBe(1n);
    const laterTier = { output_price: '0', output_price_tiers: [{ min_tokens: 5_000, price: '9' }] };
    expect(of(laterTier)).toBe(1n);
    const given = { price: tokens(laterTier), multipliers: times('0') };
    expect(estimateOf(given, { inputTokens: 1 }).amount).toBe(0n);
  });
});

test('decimals are read and written exactly, and nothing else is one', () => {
  expect(['0.15', '3', '1e-10', '2.50', 0.1].map((value) => formatDecimal(decimal(value)))).toEqual([
    '0.15',
    '3',
    '0.0000000001',
    '2.5',
    '0.1',
  ]);
  for (const wrong of ['', '-1', '1.00000000001', 'NaN', '1,5', '9999999999', NaN, Infinity]) {
    expect(() => decimal(wrong)).toThrow(RangeError);
  }
});
