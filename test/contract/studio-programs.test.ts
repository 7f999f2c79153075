import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { inProject } from '../../config/paths';
import { payAt } from '../support/cashier';
import { platform, type TestPlatform } from '../support/platform';

/**
 * The two programs of the surface's documentation, run as they stand there: the JavaScript one to the letter, the
 * Python one with the indentation that the document has lost. Only the address of the platform is another one, put in
 * for `http://localhost:8000` when the file is read.
 */

const FOLDER = inProject('test', 'contract', 'studio-programs');
const STAND_IN = path.join(FOLDER, 'stand-in');
const run = promisify(execFile);

let studio: TestPlatform;
beforeAll(async () => {
  studio = await platform({ cashier: true, worker: {} });
  const account = { username: 'testuser', email: 'test@example.com', password: 'password123' };
  await studio.api.post('/api/v1/auth/register', account);
  const api = await signedIn();
  const { body } = await api.post('/api/v1/credit/recharge', { amount: 10, payment_method: 'alipay' });
  await payAt(body.data.payment_url as string);
  await studio.cashier!.notifies(body.data.order_id as string, 1);
});
afterAll(() => studio.close());

async function signedIn() {
  const login = { username: 'testuser', password: 'password123' };
  const { body } = await studio.api.post('/api/v1/auth/login', login);
  return studio.api.as(body.data.access_token as string);
}

async function program(name: string): Promise<string> {
  const text = await readFile(path.join(FOLDER, name), 'utf8');
  expect(text.split('http://localhost:8000')).toHaveLength(2);
  return text.replace('http://localhost:8000', studio.baseUrl);
}

/** That a program printed the answer of the documentation, and that what it names is there, and was charged. */
async function expectArticle(printed: unknown): Promise<void> {
  expect(printed).toEqual({
    code: 200,
    message: '生成成功',
    data: {
      creation_id: expect.any(Number),
      job_id: expect.any(String),
      is_demo: true,
      content: expect.stringMatching(/^# 如何提高工作效率\n/),
      credits_used: 10,
    },
  });
  const { creation_id: id, content } = (printed as { data: { creation_id: number; content: string } }).data;
  const api = await signedIn();
  expect((await api.get(`/api/v1/creations/${id}`)).body.data).toMatchObject({ content });
  const { body } = await api.get('/api/v1/credit/transactions?type=consume&page_size=1');
  expect(body.data.items).toMatchObject([{ amount: -10 }]);
}

test('the JavaScript program', async () => {
  const { stdout, stderr } = await run(process.execPath, ['-e', await program('example.js.txt')]);
  expect(stderr).toBe('');
  // What `console.log` shows of plain values is JavaScript.
  const printed: unknown = runInNewContext(`JSON.stringify(${stdout.trim()})`);
  await expectArticle(JSON.parse(printed as string));
});

/** What the Python program prints: a literal of Python's, which Python turns into JSON. */
async function runPython(env: Record<string, string>): Promise<unknown> {
  const fixed = { PATH: process.env['PATH'], PYTHONIOENCODING: 'utf-8', PYTHONDONTWRITEBYTECODE: '1' };
  const { stdout } = await run('python3', ['-c', await program('example.py')], { env: { ...env, ...fixed } });
  const asJson = 'import ast, json, sys; print(json.dumps(ast.literal_eval(sys.argv[1])))';
  return JSON.parse((await run('python3', ['-c', asJson, stdout], { env: { ...env, ...fixed } })).stdout);
}

/** Who has Python runs the program over a stand-in for `requests`, and over that itself where it is installed. */
test('the Python program, where there is Python', async () => {
  const python = (...args: string[]) => spawnSync('python3', args).status === 0;
  const ways = [
    ...(python('--version') ? [{ PYTHONPATH: STAND_IN }] : []),
    ...(python('-c', 'import requests') ? [{}] : []),
  ];
  if (ways.length === 0) process.stderr.write('There is no python3: the Python program was not run.\n');
  for (const env of ways) await expectArticle(await runPython(env));
});
