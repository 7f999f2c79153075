import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { userCache } from '../../config/paths';
import { freePorts } from '../../scripts/platform/ports';
import type { Contender, Usage } from '../contest';

const run = promisify(execFile);

/** Other gateways are no dependencies of ours: each is installed once, in the user's cache, at this version. */
const PORTKEY = '@portkey-ai/gateway@1.15.2';
const LITELLM = 'litellm[proxy]==1.106.2';

const UPSTREAM_KEY = 'a-key-of-the-upstream';
/** Without one LiteLLM does not start. */
const MASTER_KEY = 'sk-of-the-benchmark';
const START_MS = 120_000;

/** Portkey's gateway, which is told in each request where the upstream is. */
export async function startPortkey(upstream: string): Promise<Contender> {
  const folder = userCache(process.env, 'bench', 'portkey');
  const script = path.join(folder, 'node_modules', '@portkey-ai', 'gateway', 'build', 'start-server.js');
  if (!existsSync(script)) {
    console.log(`installing ${PORTKEY} …`);
    await mkdir(folder, { recursive: true });
    await run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', PORTKEY]);
  }
  const [port = 0] = await freePorts(1);
  return startProgram('Portkey', port, process.execPath, [script, `--port=${port}`, '--headless'], {
    authorization: `Bearer ${UPSTREAM_KEY}`,
    'x-portkey-provider': 'openai',
    'x-portkey-custom-host': `${upstream}/v1`,
  });
}

/** LiteLLM's proxy with one worker, without a database: it accounts for nothing either. */
export async function startLitellm(upstream: string, model: string): Promise<Contender> {
  const folder = userCache(process.env, 'bench', 'litellm');
  const program = path.join(folder, 'bin', 'litellm');
  if (!existsSync(program)) {
    console.log(`installing ${LITELLM}, a few minutes …`);
    await run('python3', ['-m', 'venv', folder]);
    await run(path.join(folder, 'bin', 'pip'), ['install', '--quiet', LITELLM]);
  }
  const config = path.join(folder, 'bench.json');
  const to = { model: `openai/${model}`, api_base: `${upstream}/v1`, api_key: UPSTREAM_KEY };
  const settings = {
    model_list: [{ model_name: model, litellm_params: to }],
    general_settings: { master_key: MASTER_KEY },
  };
  await writeFile(config, JSON.stringify(settings));
  const [port = 0] = await freePorts(1);
  const headers = { authorization: `Bearer ${MASTER_KEY}` };
  return startProgram('LiteLLM', port, program, ['--config', config, '--port', String(port)], headers);
}

/** Another program as a contender: what it uses is what Linux says of it. */
async function startProgram(
  name: string,
  port: number,
  program: string,
  args: readonly string[],
  headers: Contender['headers'] = {},
): Promise<Contender> {
  const child = spawn(program, args, { stdio: 'ignore', env: environment() });
  const exit = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  const until = Date.now() + START_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`${name} did not start.`);
    }
    await delay(200);
  }
  const { pid } = child;
  return {
    name,
    url,
    headers,
    usage: () => usageOf(pid ?? 0),
    async stop() {
      // Portkey takes SIGTERM for nothing.
      child.kill('SIGKILL');
      await exit;
    },
  };
}

/** A peer knows nothing of our services: LiteLLM takes our database for its own. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  // Without this one LiteLLM asks the network for prices before it starts.
  return { PATH, HOME, NODE_ENV: 'production', LITELLM_LOCAL_MODEL_COST_MAP: 'True' };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
    () => true,
    () => false,
  );
}

const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4_096;

/** proc(5): fields 14 and 15 of `stat` are processor time in ticks, the second of `statm` the resident pages. */
async function usageOf(pid: number): Promise<Usage> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const pages = Number((await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')[1]);
  return {
    residentMb: (pages * PAGE_BYTES) / 2 ** 20,
    cpuMicros: (ticks * 1_000_000) / TICKS_PER_SECOND,
  };
}
