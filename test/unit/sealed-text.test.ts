import { inspect } from 'node:util';
import { deriveKeys } from '../../config/keys';
import { createSealer } from '../../domain/sealed-text';
import { Secret } from '../../domain/gateway/secret';

const key = (id: string, byte: number) => ({ id, key: Buffer.alloc(32, byte) });
const sealer = createSealer([key('a', 1)]);

test('what was sealed opens again, and is never sealed alike', () => {
  for (const text of ['', 'sk-secret', '密钥🙂', 'x'.repeat(4000)]) {
    const [one, other] = [sealer.seal(text, 'here'), sealer.seal(text, 'here')];
    expect(one.equals(other)).toBe(false);
    expect(sealer.open(one, 'here')).toBe(text);
    expect(one.toString('latin1')).not.toContain('secret');
  }
});

test('what was changed, or is of another place, does not open', () => {
  const sealed = sealer.seal('sk-secret', 'here');
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => sealer.open(changed, 'here')).toThrow();
  }
  expect(() => sealer.open(sealed.subarray(0, sealed.length - 1), 'here')).toThrow();
  expect(() => sealer.open(Buffer.alloc(0), 'here')).toThrow();
  expect(() => sealer.open(sealed, 'there')).toThrow();
});

test('after a change of the secret old seals open, and new ones are under the new key', () => {
  const old = sealer.seal('sk-secret', 'here');
  const rotated = createSealer([key('b', 2), key('a', 1)]);
  expect(rotated.open(old, 'here')).toBe('sk-secret');
  const renewed = rotated.seal('sk-secret', 'here');
  expect(() => sealer.open(renewed, 'here')).toThrow('not known');
  expect(createSealer([key('b', 2)]).open(renewed, 'here')).toBe('sk-secret');
});

test('the platform’s keys have one for channels, which is no other', () => {
  const { channels, jwt } = deriveKeys({
    current: 'a secret of the tests, long enough',
    previous: ['before'],
  });
  const own = createSealer(channels.all);
  expect(own.open(own.seal('x', 'here'), 'here')).toBe('x');
  expect(channels.current.key.equals(jwt.current.key)).toBe(false);
});

test('a secret shows itself only to who asks', () => {
  const secret = new Secret('sk-secret');
  const shown = [
    String(secret),
    JSON.stringify({ secret }),
    inspect({ secret }),
    Object.values(secret).join(),
  ];
  expect(shown.join()).not.toContain('sk-secret');
  expect(secret.reveal()).toBe('sk-secret');
});
