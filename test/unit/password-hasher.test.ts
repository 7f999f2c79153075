import { stat } from 'node:fs/promises';
import { AppError, isAppError } from '../../domain/errors';
import { createPasswordCheck } from '../../domain/identity/password-check';
import { argon2Hasher, type PasswordHasher } from '../../domain/identity/password-hasher';

const CHEAP = { memoryCost: 64, timeCost: 1 };

/** Asks for so many at once; tells how each ended, in the order in which they did. */
async function crowd(hasher: PasswordHasher, count: number): Promise<string[]> {
  const hash = await hasher.hash('password123');
  const ended: string[] = [];
  const verifies = Array.from({ length: count }, () =>
    hasher.verify(hash, 'password123').then(
      (right) => ended.push(right ? 'right' : 'wrong'),
      (error: unknown) => ended.push(isAppError(error) ? error.code : String(error)),
    ),
  );
  await Promise.all(verifies);
  return ended;
}

test.each([
  [1, 51],
  [2, 52],
  [3, 53],
  [64, 53],
])(
  'with %d cores, %d are taken at once and the others refused before any of these ends',
  async (cores, taken) => {
    const hasher = argon2Hasher(CHEAP, cores);
    const expected = [...Array<string>(7).fill('UNAVAILABLE'), ...Array<string>(taken).fill('right')];
    expect(await crowd(hasher, taken + 7)).toEqual(expected);
    expect(await crowd(hasher, taken)).toEqual(Array(taken).fill('right'));
  },
);

test('files are read while passwords wait', async () => {
  const hasher = argon2Hasher();
  const hash = await hasher.hash('password123');
  const began = performance.now();
  const verifies = Promise.all(Array.from({ length: 40 }, () => hasher.verify(hash, 'password123')));
  await stat(__filename);
  const answered = performance.now() - began;
  expect(await verifies).toEqual(Array(40).fill(true));
  // Behind all of them it would take about as long as they do.
  expect(answered).toBeLessThan((performance.now() - began) / 2);
});

describe('comparing with nobody’s password', () => {
  test('goes on after a moment in which the hasher was busy', async () => {
    const cheap = argon2Hasher(CHEAP);
    let busy = true;
    const check = createPasswordCheck({
      hash: (password) => (busy ? Promise.reject(new AppError('UNAVAILABLE')) : cheap.hash(password)),
      verify: (hash, password) => cheap.verify(hash, password),
    });
    const stored = await cheap.hash('password123');
    await expect(check(stored, 'password123')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(check(undefined, 'password123')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    busy = false;
    expect(await check(undefined, 'password123')).toBe(false);
    expect(await check(stored, 'password123')).toBe(true);
  });
});
