import { signAcs3 } from '../../providers/sms/acs3-signature';
import { createAliyunSms, type AliyunSmsSettings } from '../../providers/sms/aliyun';
import { systemClock } from '../../domain/clock';
import { isAppError, type AppError } from '../../domain/errors';
import { startSmsSimulator, type SmsSimulator } from '../../simulators/sms/server';

const ACCOUNT = {
  accessKeyId: 'LTAI-of-the-tests',
  accessKeySecret: "a secret with !'()* in it",
  signName: '阿里云 短信(测试)*',
  templateCode: 'SMS_154950909',
};
const PHONE = '13800138000';
const CODE = '042917';

let aliyun: SmsSimulator;
const told: object[] = [];

beforeAll(async () => {
  aliyun = await startSmsSimulator(ACCOUNT);
});
afterAll(() => aliyun.close());

function sender(changes: Partial<AliyunSmsSettings> = {}) {
  return createAliyunSms({
    ...ACCOUNT,
    endpoint: aliyun.url,
    clock: systemClock,
    tell: (message) => told.push(message),
    ...changes,
  });
}

/** The error of sending a code, which must hold neither the code, the number nor the secret. */
async function refusal(changes: Partial<AliyunSmsSettings> = {}, phone = PHONE): Promise<AppError> {
  const error: unknown = await sender(changes)
    .sendCode(phone, CODE)
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  if (!isAppError(error)) throw new Error('This was not refused.', { cause: error });
  const { message, stack, cause } = error;
  expect(`${message} ${stack} ${String(cause)}`).not.toMatch(new RegExp(`${CODE}|${PHONE}|a secret with`));
  return error;
}

test('the signature is that of the example in the vendor’s documents', () => {
  const { query, headers } = signAcs3(
    {
      host: 'ecs.cn-shanghai.aliyuncs.com',
      action: 'RunInstances',
      version: '2014-05-26',
      query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
      date: new Date('2023-10-26T10:22:32Z'),
      nonce: '3156853299f313e23d1673dc12e1703d',
    },
    { id: 'YourAccessKeyId', secret: 'YourAccessKeySecret' },
  );
  expect(query).toBe('ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai');
  expect(headers['authorization']).toBe(
    'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,' +
      'SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,' +
      'Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  );
});

test('a code reaches its phone, and the log hears of it without the code', async () => {
  await sender().sendCode(PHONE, CODE);
  expect(aliyun.sent).toEqual([
    {
      phone: PHONE,
      signName: ACCOUNT.signName,
      templateCode: ACCOUNT.templateCode,
      parameters: { code: CODE },
    },
  ]);
  expect(told).toEqual([{ channel: 'sms', to: PHONE, subject: ACCOUNT.templateCode }]);
});

test.each(['13800138000,13900139000', '12345678901', '+8613800138000', '1380013800', 'x'])(
  'nothing is sent to %s',
  async (phone) => {
    const before = aliyun.sent.length;
    expect((await refusal({}, phone)).code).toBe('VALIDATION');
    expect(aliyun.sent).toHaveLength(before);
  },
);

test.each([
  ['触发分钟级流控Permits:1', 60],
  ['触发小时级流控Permits:5', 3600],
  ['触发天级流控Permits:10', 86_400],
])('its limit for a number (%s) says how long to wait', async (message, retryAfter) => {
  aliyun.failNext({ kind: 'refuse', code: 'isv.BUSINESS_LIMIT_CONTROL', message });
  const error = await refusal();
  expect(error.code).toBe('RATE_LIMITED');
  expect(error.details).toEqual({ retryAfter });
});

test('a number that it calls illegal is the caller’s fault', async () => {
  aliyun.failNext({ kind: 'refuse', code: 'isv.MOBILE_NUMBER_ILLEGAL', message: '非法手机号' });
  expect((await refusal()).code).toBe('VALIDATION');
});

test.each([
  ['a fault of its own', { kind: 'refuse', code: 'isp.SYSTEM_ERROR' }, 'isp.SYSTEM_ERROR'],
  ['a spent account', { kind: 'refuse', code: 'isv.AMOUNT_NOT_ENOUGH' }, 'isv.AMOUNT_NOT_ENOUGH'],
  ['throttling', { kind: 'refuse', status: 503, code: 'Throttling.User' }, 'Throttling.User'],
  ['words that are no code', { kind: 'refuse', code: `${PHONE} ${CODE}` }, 'an unknown code'],
  ['an answer that is none', { kind: 'malformed' }, 'not one of its API'],
  ['a broken connection', { kind: 'reset' }, 'the call failed'],
] as const)('%s makes the service unavailable for now', async (_name, fault, reason) => {
  aliyun.failNext(fault);
  const error = await refusal();
  expect(error.code).toBe('UNAVAILABLE');
  expect(error.message).toContain(reason);
});

test('a time-out is no reason to send again: the message may be on its way', async () => {
  const before = aliyun.sent.length;
  aliyun.failNext({ kind: 'silent' });
  const error = await refusal({ timeoutMs: 300 });
  expect(error.code).toBe('UNAVAILABLE');
  expect(error.message).toContain('timed out');
  expect(aliyun.sent).toHaveLength(before + 1);
});

test.each([
  ['another secret', { accessKeySecret: 'not the right one' }, 'SignatureDoesNotMatch'],
  ['an unknown key', { accessKeyId: 'LTAI-nobody' }, 'InvalidAccessKeyId.NotFound'],
  [
    'a clock that is wrong',
    { clock: { now: () => new Date(Date.now() - 3_600_000) } },
    'InvalidTimeStamp.Expired',
  ],
  ['a signature that is not approved', { signName: '别人' }, 'isv.SMS_SIGNATURE_ILLEGAL'],
  ['a template that is not approved', { templateCode: 'SMS_0' }, 'isv.SMS_TEMPLATE_ILLEGAL'],
])('%s sends nothing, and the log says why', async (_name, changes, reason) => {
  const before = aliyun.sent.length;
  const error = await refusal(changes);
  expect(error.code).toBe('UNAVAILABLE');
  expect(error.message).toContain(reason);
  expect(aliyun.sent).toHaveLength(before);
});
