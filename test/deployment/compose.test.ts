import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { API_NODE_FLAGS, WORKER_NODE_FLAGS } from '../../config/node-flags';
import { inProject } from '../../config/paths';
import { loadSettings } from '../../config/settings';
import { VARIABLES } from '../../config/variables';
import { compose, composeText, interpolate, type ComposeService } from './compose-file';

const { services } = compose;
const OURS = ['api', 'worker', 'migrate'];
const FLAGS: Record<string, readonly string[]> = { api: API_NODE_FLAGS, worker: WORKER_NODE_FLAGS };
const SECRETS = [
  'MYSQL_ROOT_PASSWORD',
  'MYSQL_PASSWORD',
  'TEMPORAL_DB_PASSWORD',
  'REDIS_PASSWORD',
  'TASKLOOM_SECRET',
];
const ENVIRONMENT = Object.fromEntries(
  SECRETS.map((name) => [name, `${name.toLowerCase()}-0123456789abcdefghij`]),
);

function service(name: string): ComposeService {
  const found = services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}.`);
  return found;
}

function environmentOf(name: string): Record<string, string> {
  const entries = Object.entries(service(name).environment ?? {});
  return Object.fromEntries(entries.map(([key, value]) => [key, interpolate(String(value), ENVIRONMENT)]));
}

/** What a service waits for, directly and through others, with the conditions on the way. */
function waitsFor(name: string): Map<string, string> {
  const all = new Map<string, string>();
  for (const [other, { condition }] of Object.entries(service(name).depends_on ?? {})) {
    all.set(other, condition);
    for (const [further, furtherCondition] of waitsFor(other)) all.set(further, furtherCondition);
  }
  return all;
}

test('the set is the platform, its stores, and Temporal with its schema, namespace and UI', () => {
  expect(Object.keys(services).sort()).toEqual([
    ...['api', 'migrate', 'mysql', 'redis', 'temporal', 'temporal-namespace', 'temporal-schema'],
    ...['temporal-ui', 'worker'],
  ]);
  expect(service('mysql').image).toBe('mysql:8.4');
});

test('every setting reaches the platform, but those that the set decides itself', () => {
  const own = [
    'FFMPEG_PATH',
    'REDIS_PREFIX',
    'TASKLOOM_ARTIFACTS',
    'TASKLOOM_BIND',
    'TASKLOOM_HOME',
    'TEMPORAL_NAMESPACE',
  ];
  const expected = Object.keys(VARIABLES).filter((name) => !own.includes(name) && !/(^|_)PORT$/.test(name));
  expect(expected.filter((name) => !(name in environmentOf('api')))).toEqual([]);
});

test.each(Object.keys(services))('%s names the version of its image', (name) => {
  const { image = '', build } = service(name);
  expect(build === '.' || /:\d+(\.\d+)*/.test(image)).toBe(true);
});

test('everything that is published is published on the loopback only', () => {
  const published = Object.values(services).flatMap(({ ports = [] }) => ports);
  expect(published).toHaveLength(2);
  for (const port of published) expect(interpolate(port, ENVIRONMENT)).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
});

test('the schema is there before the API and the worker, and what migrates waits for its stores', () => {
  for (const name of ['api', 'worker']) {
    expect(service(name).depends_on).toMatchObject({
      migrate: { condition: 'service_completed_successfully' },
    });
  }
  expect(Object.fromEntries(waitsFor('api'))).toEqual({
    migrate: 'service_completed_successfully',
    redis: 'service_healthy',
    mysql: 'service_healthy',
    temporal: 'service_healthy',
    'temporal-schema': 'service_completed_successfully',
    'temporal-namespace': 'service_completed_successfully',
  });
});

test('who is waited for as healthy says whether it is', () => {
  const waitedFor = Object.keys(services).flatMap((name) =>
    [...waitsFor(name)].filter(([, condition]) => condition === 'service_healthy').map(([other]) => other),
  );
  for (const name of new Set(waitedFor)) expect(service(name).healthcheck?.test?.length).toBeGreaterThan(1);
});

test('without a secret nothing starts, and the message names it', () => {
  for (const name of SECRETS) {
    const { [name]: _, ...without } = ENVIRONMENT;
    expect(() => interpolate(composeText, without)).toThrow(`required variable ${name}`);
  }
});

test('no secret has a value in the file', () => {
  const secret = /^\s+\w*(PASSWORD|PWD|SECRET|TOKEN|_KEY)\w*: *(.*)$/gm;
  const values = [...composeText.matchAll(secret)].map(([, , value = '']) => value);
  expect(values.length).toBeGreaterThan(8);
  for (const value of values) expect(value).toMatch(/^\$\{\w+(:\?.+|:-)\}$/);
});

test.each(OURS)('the settings of %s are ones that it knows, and accepts', (name) => {
  const environment = environmentOf(name);
  const known = [...Object.keys(VARIABLES), 'HEALTH_URL'];
  expect(Object.keys(environment).filter((key) => !known.includes(key))).toEqual([]);
  const settings = loadSettings({ ...environment, TASKLOOM_HOME: '/data' });
  expect(settings.database.url).toBe(`mysql://taskloom:${ENVIRONMENT['MYSQL_PASSWORD']}@mysql:3306/taskloom`);
  expect(settings.temporal.address).toBe('temporal:7233');
  expect(settings.api.publicUrl).toBe('http://127.0.0.1:8000');
});

test('the accounts that the stores make are the ones that the platform uses', () => {
  const { url: database } = loadSettings(environmentOf('api')).database;
  expect(environmentOf('mysql')).toMatchObject({
    MYSQL_DATABASE: new URL(database).pathname.slice(1),
    MYSQL_USER: new URL(database).username,
    MYSQL_PASSWORD: new URL(database).password,
  });
  expect(new URL(loadSettings(environmentOf('api')).redis.url).password).toBe(
    environmentOf('redis')['REDIS_PASSWORD'],
  );
  expect(environmentOf('temporal')['MYSQL_PWD']).toBe(environmentOf('mysql')['TEMPORAL_DB_PASSWORD']);
});

test('the API and the worker share the folder of the artifacts, and it outlives them', () => {
  const { folder } = loadSettings({ ...environmentOf('api'), TASKLOOM_HOME: '/data' }).artifacts;
  for (const name of ['api', 'worker']) expect(service(name).volumes).toEqual([`artifacts:${folder}`]);
  expect(compose.volumes).toHaveProperty('artifacts');
  expect(service('mysql').volumes).toEqual(['mysql:/var/lib/mysql']);
});

test.each(OURS)('%s runs what the build makes, and may do nothing else', (name) => {
  const { command = [], ...rest } = service(name);
  const script = command.at(-1) ?? '';
  expect(command).toEqual(['node', ...(FLAGS[name] ?? []), script]);
  expect(existsSync(inProject(script.replace(/^dist\//, '').replace(/\.js$/, '.ts')))).toBe(true);
  expect(rest).toMatchObject({
    build: '.',
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
  });
  expect(rest.privileged).toBeUndefined();
});

test('the worker is asked for its own health, not for the API’s', () => {
  expect(environmentOf('worker')['HEALTH_URL']).toBe('http://127.0.0.1:8001/ready');
  expect(service('migrate').healthcheck).toEqual({ disable: true });
});

test('the scripts inside the file are shell', () => {
  const scripts = ['temporal-account', 'temporal-schema'].map((name) => compose.configs[name]?.content ?? '');
  for (const script of scripts) execFileSync('sh', ['-n'], { input: interpolate(script, {}) });
});

test('the schema of Temporal is made and updated for both of its databases', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'taskloom-compose-'));
  try {
    const tool = path.join(folder, 'temporal-sql-tool');
    writeFileSync(tool, `#!/bin/sh\necho "$@" >> ${folder}/calls\n`);
    chmodSync(tool, 0o755);
    execFileSync('sh', ['-c', interpolate(compose.configs['temporal-schema']?.content ?? '', {})], {
      env: { PATH: `${folder}:/usr/bin:/bin`, ...environmentOf('temporal-schema') },
    });
    const server = '--plugin mysql8 --ep mysql -p 3306 -u temporal';
    expect(readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n')).toEqual([
      `${server} --db temporal create`,
      `${server} --db temporal setup-schema -v 0.0`,
      `${server} --db temporal update-schema -d /etc/temporal/schema/mysql/v8/temporal/versioned`,
      `${server} --db temporal_visibility create`,
      `${server} --db temporal_visibility setup-schema -v 0.0`,
      `${server} --db temporal_visibility update-schema -d /etc/temporal/schema/mysql/v8/visibility/versioned`,
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
