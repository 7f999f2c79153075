import { readFileSync } from 'node:fs';
import { deriveKeys } from '../../config/keys';
import { createLogger } from '../../config/logger';
import { inProject } from '../../config/paths';
import { loadLaunchSettings, loadSettings, SettingsError } from '../../config/settings';
import { VARIABLES } from '../../config/variables';

const SERVING = {
  DATABASE_URL: 'mysql://taskloom:geheim@127.0.0.1:3306/taskloom',
  REDIS_URL: 'redis://127.0.0.1:6379',
  TASKLOOM_SECRET: 'a secret that has more than 32 characters',
};

function faultsOf(env: Record<string, string>): string {
  try {
    loadSettings({ ...SERVING, ...env });
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error('These settings were accepted.');
}

describe('.env.example', () => {
  const lines = readFileSync(inProject('.env.example'), 'utf8').split('\n');
  const entries = lines.flatMap((line) => {
    const [, name, value] = /^#([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });

  test('lists exactly the settings that there are', () => {
    expect(entries.map(([name]) => name).sort()).toEqual(Object.keys(VARIABLES).sort());
  });

  test('sets none: copied as it is, it changes nothing', () => {
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  });

  test('shows values that are accepted', () => {
    // Of these, one without the others is refused; the file shows some, and no secrets.
    const whole = /^(LLM|EPAY|OIDC)_/;
    const shown = Object.fromEntries(entries.filter(([name]) => !whole.test(name)));
    expect(() => loadSettings({ ...shown, ...SERVING })).not.toThrow();
  });

  test('shows the defaults that are used', () => {
    const values = new Map(entries);
    const settings = loadSettings(SERVING);
    const launch = loadLaunchSettings({});
    expect(values.get('PORT')).toBe(String(settings.api.port));
    expect(values.get('TASKLOOM_BIND')).toBe(settings.api.bind);
    expect(values.get('WAIT_SECONDS')).toBe(String(settings.api.waitSeconds));
    expect(values.get('REDIS_PREFIX')).toBe(settings.redis.prefix);
    expect(values.get('DATABASE_POOL')).toBe(String(settings.database.poolSize));
    expect(values.get('ORDER_TTL_SECONDS')).toBe(String(settings.orderTtlMs / 1000));
    expect(values.get('IDENTITY_EVENTS_DAYS')).toBe(String(settings.identityEventsDays));
    expect(values.get('MYSQL_PORT')).toBe(String(launch.ports.mysql));
    expect(values.get('REDIS_PORT')).toBe(String(launch.ports.redis));
    expect(values.get('TEMPORAL_PORT')).toBe(String(launch.ports.temporal));
    expect(values.get('TEMPORAL_UI_PORT')).toBe(String(launch.ports.temporalUi));
    expect(values.get('WORKER_PORT')).toBe(String(launch.ports.worker));
    expect(values.get('CASHIER_PORT')).toBe(String(launch.ports.cashier));
    for (const kind of ['auth', 'generate', 'query', 'other'] as const) {
      const { points, seconds } = settings.rateLimits[kind];
      expect(values.get(`RATE_LIMIT_${kind.toUpperCase()}`)).toBe(`${points}/${seconds}`);
    }
  });
});

describe('settings that are wrong', () => {
  test('are all named in one message, with what each should be', () => {
    const message = faultsOf({ PORT: '80a', RATE_LIMIT_AUTH: 'often', REDIS_URL: '' });
    expect(message).toContain('3 settings are wrong');
    expect(message).toMatch(/PORT +is "80a"; expected a port number from 1 to 65535/);
    expect(message).toMatch(/RATE_LIMIT_AUTH +is "often"; expected requests per seconds/);
    expect(message).toMatch(/REDIS_URL +is missing; expected a Redis address/);
  });

  test('of what belongs together, all that is missing is named', () => {
    const message = faultsOf({ SMS_ALIYUN_ACCESS_KEY_ID: 'LTAI', OIDC_ISSUER: 'https://id.example.com' });
    expect(message).toContain('5 settings are wrong');
    for (const name of ['SMS_ALIYUN_ACCESS_KEY_SECRET', 'SMS_ALIYUN_SIGN_NAME', 'SMS_ALIYUN_TEMPLATE_CODE']) {
      expect(message).toMatch(
        new RegExp(`${name} +is missing; expected a value, because SMS_ALIYUN_ACCESS_KEY_ID`),
      );
    }
    expect(message).toMatch(/OIDC_CLIENT_ID +is missing; expected the client id, because OIDC_ISSUER is set/);
  });

  test('do not show a secret', () => {
    const message = faultsOf({
      TASKLOOM_SECRET: 'too short',
      DATABASE_URL: 'postgres://taskloom:geheim@127.0.0.1/taskloom',
      TASKLOOM_ADMIN_PASSWORD: 'swordfi',
      SMTP_URL: 'smtp://mailer:geheim%@mail.example.com',
      MAIL_FROM: 'noreply@example.com',
    });
    expect(message).toContain('4 settings are wrong');
    expect(message).not.toMatch(/too short|geheim|swordfi/);
  });

  test.each([
    ['a database without a schema', { DATABASE_URL: 'mysql://root@127.0.0.1:3306' }],
    ['a port that no socket has', { WORKER_PORT: '65536' }],
    ['a name of a machine with a slash', { SANDBOX_HOST_ID: 'racks/1' }],
    ['a name of a machine that is too long', { SANDBOX_HOST_ID: 'x'.repeat(33) }],
    ['trust in every proxy', { TRUST_PROXY: 'true' }],
    ['an origin with a path', { CORS_ORIGINS: 'https://app.example.com/' }],
    ['a limit of nothing', { RATE_LIMIT_QUERY: '0/60' }],
    ['an address of the model without the model', { LLM_BASE_URL: 'http://127.0.0.1:1234/v1' }],
    ['a payment gateway without its key', { EPAY_URL: 'https://pay.example.com', EPAY_PID: '1000' }],
    ['a mail server without a sender', { SMTP_URL: 'smtp://mail.example.com' }],
    ['a sender without a mail server', { MAIL_FROM: 'noreply@example.com' }],
    ['several senders', { MAIL_FROM: 'a@example.com, b@example.com', SMTP_URL: 'smtp://mail.example.com' }],
    [
      'a mail server’s user without a password',
      { SMTP_URL: 'smtp://user@mail.example.com', MAIL_FROM: 'a@b.c' },
    ],
    ['mail over HTTP', { SMTP_URL: 'http://mail.example.com', MAIL_FROM: 'a@b.c' }],
    [
      'text messages without a signature',
      { SMS_ALIYUN_ACCESS_KEY_ID: 'LTAI', SMS_ALIYUN_ACCESS_KEY_SECRET: 'x' },
    ],
    ['Google without its secret', { GOOGLE_CLIENT_ID: 'id' }],
    ['a provider of sign-ins without its issuer', { OIDC_CLIENT_ID: 'id', OIDC_CLIENT_SECRET: 'secret' }],
    ['a provider of sign-ins in the clear', { OIDC_ISSUER: 'http://id.example.com' }],
    ['Baizhi’s tokens in the clear', { BAIZHI_TOKEN_URL: 'http://oauth.baizhi.cloud/oauth/token' }],
    ['an old secret that is too short', { TASKLOOM_SECRET_PREVIOUS: `${'x'.repeat(40)},short` }],
  ])('%s is refused', (_name, env: Record<string, string>) => {
    expect(faultsOf(env)).toMatch(new RegExp(Object.keys(env)[0]?.split('_')[0] ?? ''));
  });
});

test('an empty variable counts as absent', () => {
  const settings = loadSettings({ ...SERVING, PORT: '', LLM_MODEL: ' ', TASKLOOM_ADMIN_PASSWORD: '' });
  expect(settings.api.port).toBe(8000);
  expect(settings.llm).toBeUndefined();
});

describe('the outside that signing in needs', () => {
  test('is none unless it is configured', () => {
    const { smtp, aliyunSms, oauth, mailbox } = loadSettings({ ...SERVING, TASKLOOM_HOME: '/data' });
    expect({ smtp, aliyunSms, oauth }).toEqual({
      smtp: undefined,
      aliyunSms: undefined,
      oauth: { google: undefined, oidc: undefined, baizhi: undefined },
    });
    expect(mailbox.folder).toBe('/data/mailbox');
  });

  test('is what the variables say, with the vendors’ own addresses where none is given', () => {
    const settings = loadSettings({
      ...SERVING,
      SMTP_URL: 'smtps://user:p%40ss@mail.example.com',
      MAIL_FROM: 'Taskloom <noreply@example.com>',
      SMS_ALIYUN_ACCESS_KEY_ID: 'LTAI',
      SMS_ALIYUN_ACCESS_KEY_SECRET: 'secret',
      SMS_ALIYUN_SIGN_NAME: '阿里云',
      SMS_ALIYUN_TEMPLATE_CODE: 'SMS_1',
      GOOGLE_CLIENT_ID: 'google-id',
      GOOGLE_CLIENT_SECRET: 'google-secret',
      OIDC_ISSUER: 'http://127.0.0.1:9000/realm',
      OIDC_CLIENT_ID: 'oidc-id',
      OIDC_CLIENT_SECRET: 'oidc-secret',
      BAIZHI_CLIENT_ID: 'baizhi-id',
      BAIZHI_CLIENT_SECRET: 'baizhi-secret',
      BAIZHI_USERINFO_URL: 'https://baizhi.example/me',
    });
    expect(settings).toMatchObject({
      smtp: { url: 'smtps://user:p%40ss@mail.example.com', from: 'Taskloom <noreply@example.com>' },
      aliyunSms: { endpoint: 'https://dysmsapi.aliyuncs.com', signName: '阿里云', templateCode: 'SMS_1' },
      oauth: {
        google: {
          issuer: 'https://accounts.google.com',
          clientId: 'google-id',
          clientSecret: 'google-secret',
        },
        oidc: { issuer: 'http://127.0.0.1:9000/realm', clientId: 'oidc-id', clientSecret: 'oidc-secret' },
        baizhi: {
          authorizeUrl: 'https://oauth.baizhi.cloud/oauth/authorize',
          userinfoUrl: 'https://baizhi.example/me',
          clientId: 'baizhi-id',
        },
      },
    });
  });
});

test('an API that is open to the network still tells its clients a usable address', () => {
  expect(loadSettings({ ...SERVING, TASKLOOM_BIND: '0.0.0.0', PORT: '9000' }).api.publicUrl).toBe(
    'http://127.0.0.1:9000',
  );
});

test('keys are the same for the same secret, and different for each purpose and secret', () => {
  const keys = deriveKeys({
    current: SERVING.TASKLOOM_SECRET,
    previous: ['another secret of at least 32 characters'],
  });
  const all = Object.values(keys).flatMap((ring) => ring.all);
  expect(new Set(all.map(({ key }) => key.toString('hex'))).size).toBe(18);
  expect(new Set(all.map(({ id }) => id)).size).toBe(18);
  expect(keys.jwt.current.key).toHaveLength(32);
  expect(deriveKeys({ current: SERVING.TASKLOOM_SECRET, previous: [] }).jwt.current).toEqual(
    keys.jwt.current,
  );
});

test('the log holds no secret, however deep it lies, and no values of a statement', () => {
  const lines: string[] = [];
  const log = createLogger({ name: 'test', level: 'info' }, { write: (line) => lines.push(line) });
  const failure = Object.assign(new Error('insert failed', { cause: new Error('duplicate') }), {
    code: 'ER_DUP_ENTRY',
    sql: 'INSERT INTO users VALUES (hidden-1)',
    parameters: ['hidden-2'],
  });
  log.info({
    err: failure,
    password: 'hidden-3',
    req: {
      id: 'r-1',
      headers: { authorization: 'Bearer hidden-4', cookie: 'hidden-5', 'set-cookie': 'hidden-6' },
    },
    body: { data: { refresh_token: 'hidden-7', api_key: 'hidden-8' } },
  });
  log.child({ requestId: 'r-2' }).info({ sign: 'hidden-9', secret: 'hidden-10' }, 'signed');
  const text = lines.join('');
  expect(text).not.toContain('hidden');
  expect(text).toContain('insert failed');
  expect(text).toContain('duplicate');
  expect(text).toContain('ER_DUP_ENTRY');
  expect(text).toContain('r-1');
  expect(text).toContain('r-2');
});
