import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expectSigned, Refusal } from './acs3';

/** What the next call meets instead of a good answer. Each is used up by one call, in order. */
export type SmsFault =
  /** An answer of the service itself (HTTP 200), or of its gateway where a status is given. */
  | { readonly kind: 'refuse'; readonly code: string; readonly message?: string; readonly status?: number }
  /** Sends the message, and never answers. */
  | { readonly kind: 'silent' }
  /** Drops the connection before anything is sent. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'malformed' };

export interface SentMessage {
  readonly phone: string;
  readonly signName: string;
  readonly templateCode: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface SmsSimulator {
  /** The endpoint to give to an adapter. */
  readonly url: string;
  /** What reached a phone. */
  readonly sent: readonly SentMessage[];
  failNext(...faults: SmsFault[]): void;
  close(): Promise<void>;
}

/** An account, with its one approved signature and its one approved template (with the variable `code`). */
export interface SmsAccount {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly signName: string;
  readonly templateCode: string;
}

/**
 * Alibaba Cloud's Short Message Service (API 2017-05-25) on a free port of 127.0.0.1: its `SendSms`, and of its gateway
 * the signature, the clock and the nonces.
 */
export async function startSmsSimulator(account: SmsAccount): Promise<SmsSimulator> {
  const sent: SentMessage[] = [];
  const faults: SmsFault[] = [];
  const nonces = new Set<string>();
  const key = { id: account.accessKeyId, secret: account.accessKeySecret };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request);
    const fault = faults.shift();
    if (fault?.kind === 'reset') return void response.destroy();
    if (fault?.kind === 'malformed') return void response.end('<html>');
    try {
      expectSigned(request, body, key, nonces);
      expectSendSms(request);
      if (fault?.kind === 'refuse') {
        throw new Refusal(fault.status ?? 200, fault.code, fault.message ?? fault.code);
      }
      sent.push(...messagesOf(request, account));
      if (fault?.kind === 'silent') return;
      sendJson(response, 200, {
        Code: 'OK',
        Message: 'OK',
        BizId: `${Date.now()}^0`,
        RequestId: randomUUID(),
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, code: Code, message: Message } = error;
      sendJson(response, status, { Code, Message, RequestId: randomUUID() });
    }
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    failNext: (...next) => void faults.push(...next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function expectSendSms({ headers }: IncomingMessage): void {
  if (headers['x-acs-version'] !== '2017-05-25') {
    throw new Refusal(404, 'InvalidVersion', 'Specified parameter Version is not valid.');
  }
  if (headers['x-acs-action'] !== 'SendSms') {
    throw new Refusal(404, 'InvalidAction.NotFound', 'Specified api is not found.');
  }
}

/** Several numbers are divided by commas. What the service refuses it refuses with HTTP 200. */
function messagesOf({ url = '/' }: IncomingMessage, account: SmsAccount): SentMessage[] {
  const { searchParams } = new URL(url, 'http://localhost');
  const phones = (searchParams.get('PhoneNumbers') ?? '').split(',');
  const signName = searchParams.get('SignName') ?? '';
  const templateCode = searchParams.get('TemplateCode') ?? '';
  if (!phones.every((phone) => /^(\+?86)?1\d{10}$/.test(phone))) {
    throw new Refusal(200, 'isv.MOBILE_NUMBER_ILLEGAL', '非法手机号');
  }
  if (signName !== account.signName) {
    throw new Refusal(200, 'isv.SMS_SIGNATURE_ILLEGAL', '短信签名不合法');
  }
  if (templateCode !== account.templateCode) {
    throw new Refusal(200, 'isv.SMS_TEMPLATE_ILLEGAL', '模板不合法(不存在或被拉黑)');
  }
  const parameters = parametersOf(searchParams.get('TemplateParam') ?? '');
  return phones.map((phone) => ({ phone, signName, templateCode, parameters }));
}

function parametersOf(text: string): Readonly<Record<string, unknown>> {
  let parameters: unknown;
  try {
    parameters = JSON.parse(text);
  } catch {
    throw new Refusal(200, 'isv.INVALID_JSON_PARAM', 'JSON参数不合法，只接受字符串值');
  }
  const { code } = Object(parameters) as { readonly code?: unknown };
  if (code === undefined) {
    throw new Refusal(200, 'isv.TEMPLATE_MISSING_PARAMETERS', '模板缺少变量');
  }
  if (typeof code !== 'string') {
    throw new Refusal(200, 'isv.INVALID_JSON_PARAM', 'JSON参数不合法，只接受字符串值');
  }
  return parameters as Readonly<Record<string, unknown>>;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=utf-8' }).end(JSON.stringify(body));
}
