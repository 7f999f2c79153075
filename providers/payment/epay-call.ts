import { AppError } from '../../domain/errors';

export interface CallSettings {
  readonly baseUrl: string;
  readonly pid: string;
  readonly key: string;
  readonly timeoutMs: number;
}

export type EpayAnswer = Readonly<Record<string, unknown>>;

/**
 * Calls `api.php`. The merchant's key travels in clear: no redirect is followed, and no error carries the address, a
 * cause that may quote it, or words of the answer. AppError UNAVAILABLE unless it answers with a JSON object.
 */
export async function callApi(
  method: 'GET' | 'POST',
  act: string,
  fields: Readonly<Record<string, string>>,
  { baseUrl, pid, key, timeoutMs }: CallSettings,
): Promise<EpayAnswer> {
  const address = new URL('api.php', baseUrl);
  const said = { pid, key, ...fields };
  address.search = new URLSearchParams(method === 'GET' ? { act, ...said } : { act }).toString();
  const signal = AbortSignal.timeout(timeoutMs);
  let body: string;
  try {
    const form = method === 'POST' ? { body: new URLSearchParams(said) } : {};
    const response = await fetch(address, { method, redirect: 'error', signal, ...form });
    body = await response.text();
    if (!response.ok) throw unavailable(`it answered HTTP ${response.status}`);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unavailable(signal.aborted ? 'it timed out' : 'the call failed');
  }
  const answer = parseObject(body);
  if (!answer) throw unavailable('its answer is not a JSON object');
  return answer;
}

function parseObject(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Some gateways write numbers as numbers, some as strings. */
export function text(answer: EpayAnswer, name: string): string | undefined {
  const value = answer[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function unavailable(reason: string): AppError<'UNAVAILABLE'> {
  return new AppError('UNAVAILABLE', undefined, { note: `The payment provider was asked, but ${reason}.` });
}
