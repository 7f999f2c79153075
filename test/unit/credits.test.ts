import fc from 'fast-check';
import {
  credits,
  creditsToNumber,
  fenToCredits,
  formatCredits,
  formatYuan,
  parseYuan,
} from '../../domain/credits';

describe('credits', () => {
  test.each([
    [10, 1_000_000_000n],
    ['12.5', 1_250_000_000n],
    ['0.00000001', 1n],
    [1e-8, 1n],
    ['-3', -300_000_000n],
    ['1.000000000', 100_000_000n],
    [1e21, 10n ** 29n],
    [0.1 + 0.7, undefined],
    ['0.000000001', undefined],
    ['1e-9', undefined],
    ['', undefined],
    ['1,5', undefined],
    ['١', undefined],
    [' 1', undefined],
    [NaN, undefined],
    [Infinity, undefined],
  ])('%o reads as %o units', (value, units) => {
    if (units === undefined) expect(() => credits(value)).toThrow(RangeError);
    else expect(credits(value)).toBe(units);
  });

  test.each([
    [1_250_000_000n, '12.5'],
    [1n, '0.00000001'],
    [-1n, '-0.00000001'],
    [0n, '0'],
    [10n ** 20n, '1000000000000'],
  ])('%o units are written as %s', (units, text) => {
    expect(formatCredits(units)).toBe(text);
  });

  test('what is written reads as the same', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), (units) => {
        expect(credits(formatCredits(units))).toBe(units);
      }),
      { seed: 1 },
    );
  });

  test('a JSON number is exact for what a user may own', () => {
    expect(creditsToNumber(credits('89999999.12345678'))).toBe(89999999.12345678);
    expect(creditsToNumber(-250_000_000n)).toBe(-2.5);
  });
});

describe('yuan', () => {
  test.each([
    ['10.00', 1000],
    ['10', 1000],
    ['10.5', 1050],
    [0.29, 29],
    [19.99, 1999],
    ['0', 0],
    ['10.001', undefined],
    ['10.000', undefined],
    [0.1 + 0.2, undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['1.', undefined],
    ['.5', undefined],
    ['0x10', undefined],
    ['99999999999999999', undefined],
    [NaN, undefined],
  ])('%o yuan are %o fen', (yuan, fen) => {
    expect(parseYuan(yuan)).toBe(fen);
  });

  test('every number of fen comes back from its text', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 12), (fen) => {
        expect(formatYuan(fen)).toMatch(/^\d+\.\d\d$/);
        expect(parseYuan(formatYuan(fen))).toBe(fen);
        expect(parseYuan(fen / 100)).toBe(fen);
      }),
      { seed: 1 },
    );
  });

  test('below zero the sign comes first', () => {
    expect(formatYuan(-5)).toBe('-0.05');
  });

  test('a yuan buys ten credits, a fen a tenth of one', () => {
    expect(formatCredits(fenToCredits(100))).toBe('10');
    expect(formatCredits(fenToCredits(1))).toBe('0.1');
    expect(() => fenToCredits(0.5)).toThrow(RangeError);
  });
});
