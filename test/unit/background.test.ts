import { createBackground } from '../../api/background';

const logged: unknown[] = [];
const log = { error: (...words: unknown[]) => void logged.push(words) };
beforeEach(() => {
  logged.length = 0;
});

/** Work that fails so many times, and then is done. */
function failing(times: number) {
  let tries = 0;
  let done: () => void;
  const ends = new Promise<void>((resolve) => (done = resolve));
  return {
    ends,
    tries: () => tries,
    work: () => {
      tries++;
      if (tries <= times) return Promise.reject(new Error('the mail server is away'));
      done();
      return Promise.resolve();
    },
  };
}

test('what fails is tried again, twice', async () => {
  const background = createBackground({ log, pausesMs: [1, 1] });
  const { work, ends, tries } = failing(2);
  background.run('a mail', work);
  await ends;
  await background.idle();
  expect([tries(), logged]).toEqual([3, []]);
});

test('what fails to the end is logged', async () => {
  let told: () => void;
  const ends = new Promise<void>((resolve) => (told = resolve));
  const tell = { error: (...words: unknown[]) => (logged.push(words), told()) };
  const { work, tries } = failing(9);
  createBackground({ log: tell, pausesMs: [1, 1] }).run('a mail', work);
  await ends;
  expect(tries()).toBe(3);
  expect(logged).toEqual([[{ err: expect.any(Error), work: 'a mail' }, 'work in the background failed']]);
});

test('what waits to be tried again does not hold a process up that ends', async () => {
  const background = createBackground({ log, pausesMs: [3_600_000] });
  const { work } = failing(9);
  background.run('a mail', work);
  await new Promise(setImmediate);
  await background.idle();
  expect(logged).toHaveLength(1);
});
