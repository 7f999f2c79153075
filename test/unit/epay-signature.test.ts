import { canonicalString, epaySign, epaySignatureHolds } from '../../providers/payment/epay-signature';

/** The digests below were made with coreutils: `printf '%s' '<canonical string>KEY-for-tests' | md5sum`. */
const KEY = 'KEY-for-tests';

describe("EPay's signature", () => {
  test('an order with Chinese text and addresses is signed as it reads, not URL-encoded', () => {
    const params = {
      type: 'alipay',
      pid: '1001',
      out_trade_no: 'R202601221000001',
      notify_url: 'https://shop.example/notify?from=epay',
      return_url: 'https://shop.example/return',
      name: '充值10元',
      money: '10.00',
    };
    expect(epaySign(params, KEY)).toBe('8dcc0955ceb7986338d802dac5fd0884');
  });

  test('names are sorted by their bytes: neither by locale nor by UTF-16 units', () => {
    const params = { a: '1', '😀': '5', B: '2', ａ: '4', _: '3' };
    expect(canonicalString(params)).toBe('B=2&_=3&a=1&ａ=4&😀=5');
    expect(epaySign(params, KEY)).toBe('ea55154e615a66de2fdf46c746d197b7');
  });

  test('empty values, sign and sign_type are left out; a zero is a value', () => {
    const params = { zero: '0', a: '1', empty: '', sign: 'x', sign_type: 'MD5' };
    expect(canonicalString(params)).toBe('a=1&zero=0');
    expect(epaySign(params, KEY)).toBe('f5ca21dbdfc92da981034b434f8e0438');
  });

  test('holds for exactly the parameters, the key and the lower-case digest', () => {
    const params = { a: '1', zero: '0' };
    const sign = 'f5ca21dbdfc92da981034b434f8e0438';
    expect(epaySignatureHolds({ ...params, sign }, KEY)).toBe(true);
    expect(epaySignatureHolds({ ...params, sign, note: '' }, KEY)).toBe(true);
    expect(epaySignatureHolds({ ...params, sign, note: 'x' }, KEY)).toBe(false);
    expect(epaySignatureHolds({ ...params, a: '2', sign }, KEY)).toBe(false);
    expect(epaySignatureHolds({ ...params, sign }, 'another key')).toBe(false);
    expect(epaySignatureHolds({ ...params, sign: sign.toUpperCase() }, KEY)).toBe(false);
    expect(epaySignatureHolds({ ...params, sign: sign.slice(1) }, KEY)).toBe(false);
    expect(epaySignatureHolds(params, KEY)).toBe(false);
  });
});
