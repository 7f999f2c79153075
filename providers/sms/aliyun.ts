import { randomUUID } from 'node:crypto';
import type { Clock } from '../../domain/clock';
import { AppError, invalidField } from '../../domain/errors';
import type { SmsSender } from '../../domain/sms';
import type { Tell } from '../mail/tell';
import { signAcs3 } from './acs3-signature';

export interface AliyunSmsSettings {
  /** `https://dysmsapi.aliyuncs.com`, or where something else speaks its protocol. */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** A signature (签名) and a template with the variable `code`, both approved by Alibaba Cloud. */
  readonly signName: string;
  readonly templateCode: string;
  readonly timeoutMs?: number;
  readonly clock: Clock;
  readonly tell: Tell;
}

const TIMEOUT_MS = 10_000;
/** A list of numbers, divided by commas, would be taken too: no caller may slip one in. */
const PHONE = /^1[3-9]\d{9}$/;

/**
 * Alibaba Cloud's Short Message Service: `SendSms` of its API 2017-05-25. It refuses in two ways: the gateway with
 * an HTTP status and `{Code, Message, RequestId}` (SignatureDoesNotMatch, …), the service itself with HTTP 200
 * and a code other than `OK` (isv.BUSINESS_LIMIT_CONTROL, isp.SYSTEM_ERROR, …).
 */
export function createAliyunSms(settings: AliyunSmsSettings): SmsSender {
  const { accessKeyId, accessKeySecret, signName, templateCode, clock, tell } = settings;
  const { timeoutMs = TIMEOUT_MS } = settings;
  const endpoint = new URL(settings.endpoint);

  return {
    async sendCode(phone, code) {
      if (!PHONE.test(phone)) throw unknownNumber();
      const { query, headers } = signAcs3(
        {
          host: endpoint.host,
          action: 'SendSms',
          version: '2017-05-25',
          query: {
            PhoneNumbers: phone,
            SignName: signName,
            TemplateCode: templateCode,
            TemplateParam: JSON.stringify({ code }),
          },
          date: clock.now(),
          nonce: randomUUID(),
        },
        { id: accessKeyId, secret: accessKeySecret },
      );
      const answer = await call(new URL(`/?${query}`, endpoint), headers, timeoutMs);
      if (answer.Code !== 'OK') throw refusal(answer);
      tell({ channel: 'sms', to: phone, subject: templateCode });
    },
  };
}

interface Answer {
  readonly Code: string;
  readonly Message: string;
}

async function call(
  address: URL,
  { host: _, ...headers }: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<Answer> {
  const signal = AbortSignal.timeout(timeoutMs);
  let text: string;
  try {
    const response = await fetch(address, { method: 'POST', headers, redirect: 'error', signal });
    text = await response.text();
  } catch {
    // The cause may quote the address, and with it the code.
    throw unavailable(signal.aborted ? 'it timed out, and may have sent the message' : 'the call failed');
  }
  try {
    const { Code, Message } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    if (typeof Code === 'string') return { Code, Message: typeof Message === 'string' ? Message : '' };
  } catch {
    // Said below.
  }
  throw unavailable('its answer is not one of its API');
}

/** Its limits for one number: one message a minute, five an hour, ten a day. The message says which was met. */
const LIMITS: readonly (readonly [words: string, seconds: number])[] = [
  ['分钟级', 60],
  ['小时级', 3600],
  ['天级', 24 * 3600],
];

function refusal({ Code, Message }: Answer): AppError {
  const note = `Alibaba Cloud refused a message with ${/^[\w.]{1,80}$/.test(Code) ? Code : 'an unknown code'}.`;
  if (Code === 'isv.MOBILE_NUMBER_ILLEGAL') return unknownNumber();
  if (Code !== 'isv.BUSINESS_LIMIT_CONTROL') return new AppError('UNAVAILABLE', undefined, { note });
  const [, retryAfter] = LIMITS.find(([words]) => Message.includes(words)) ?? ['', 60];
  return new AppError('RATE_LIMITED', { retryAfter }, { note });
}

function unknownNumber(): AppError<'VALIDATION'> {
  return invalidField('body.phone', { zh: '手机号码无效', en: 'This is no phone number' });
}

function unavailable(reason: string): AppError<'UNAVAILABLE'> {
  return new AppError('UNAVAILABLE', undefined, { note: `Alibaba Cloud was asked to send, but ${reason}.` });
}
