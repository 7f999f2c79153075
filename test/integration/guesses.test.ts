import { signIn as signInAtCode } from '../support/code-user';
import { Browser } from '../support/browser';
import { fromSomewhere, someone } from '../support/gateway';
import { platform, type TestPlatform, type TestUser } from '../support/platform';

/** Guessing at one password: over five surfaces, from everywhere, however the name is written. */

let taskloom: TestPlatform;
let ada: TestUser;

beforeAll(async () => {
  taskloom = await platform({ settings: { trustProxy: 1, guessLimit: { points: 8, seconds: 900 } } });
});
beforeEach(async () => {
  ada = await taskloom.signUp();
});
afterAll(() => taskloom.close());

const post = (path: string, body: object) => taskloom.api.post(path, body, fromSomewhere());
const atStudio = (username: string, password: string) => post('/api/v1/auth/login', { username, password });

/** One wrong password on each surface that takes one without a captcha. */
async function guessEverywhere(name: string, email: string): Promise<number[]> {
  const password = 'wrong-guess-1';
  const answers = [
    await atStudio(name, password),
    await post('/api/auth/login', { email, password }),
    await post('/auth/password/login', { identifier: name, password }),
    await post('/api/auth/login', { username: email, password }),
  ];
  return answers.map(({ status }) => status);
}

beforeAll(async () => {
  await post('/api/setup', { ...someone(), site_name: 'Taskloom' });
});

test('counts for the account, and ends with 429 and Retry-After on every surface', async () => {
  await guessEverywhere(ada.username, ada.email);
  await guessEverywhere(ada.username.toUpperCase(), ada.email.toUpperCase());
  const right = await atStudio(ada.username, ada.password);
  expect(right.status).toBe(429);
  expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await guessEverywhere(ada.username, ada.email)).toEqual([429, 429, 429, 429]);
  const browser = new Browser(taskloom.baseUrl, fromSomewhere());
  expect((await signInAtCode(taskloom, browser, ada)).status).toBe(429);
  const other = await taskloom.signUp();
  expect((await atStudio(other.username, other.password)).status).toBe(200);
});

test('is not reset by signing in to an account of one’s own', async () => {
  const own = await taskloom.signUp();
  const statuses: number[] = [];
  for (let i = 0; i < 9; i++) {
    const guess = { username: ada.username, password: `guess-number-${i}` };
    statuses.push((await post('/api/auth/login', guess)).status);
    await post('/api/auth/login', { username: own.username, password: own.password });
  }
  expect(statuses).toEqual([...Array<number>(8).fill(401), 429]);
});

test('is forgotten when the right password comes', async () => {
  for (let i = 0; i < 5; i++) await atStudio(ada.username, 'wrong-guess-1');
  expect((await atStudio(ada.username, ada.password)).status).toBe(200);
  for (let i = 0; i < 7; i++) await atStudio(ada.username, 'wrong-guess-1');
  expect((await atStudio(ada.username, ada.password)).status).toBe(200);
});

test('takes no more than the limit of many at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => atStudio(ada.username, 'wrong-guess-1')),
  );
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(8);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(22);
});

test('is told of a name that nobody has just the same, however it is written', async () => {
  const names = ['nobody.here', 'NOBODY.here', ' nobody.here', 'nóbody.here', 'nobody.here '];
  for (let i = 0; i < 8; i++) expect((await atStudio(names[i % 5]!, 'wrong-guess-1')).status).toBe(401);
  expect((await atStudio('nobody.here', 'wrong-guess-1')).status).toBe(429);
});
