import { createCashier, type CashierOptions } from '../../simulators/epay/cashier';
import type { Attempt } from '../../simulators/epay/notifier';

export const EPAY_PID = '1001';
export const EPAY_KEY = 'a-key-that-only-tests-know';

/** A local cashier of the test's own, and what a test does with it. */
export interface TestCashier {
  readonly url: string;
  /** Sets faults, for one order when `outTradeNo` is among them. */
  misbehave(faults: Readonly<Record<string, unknown>>): Promise<void>;
  /** The notifies of an order, once there are that many. */
  notifies(outTradeNo: string, atLeast: number): Promise<Attempt[]>;
  notifyAgain(outTradeNo: string): Promise<Attempt[]>;
  stop(): Promise<void>;
}

export async function startCashier(options: Partial<CashierOptions> = {}): Promise<TestCashier> {
  const cashier = createCashier({
    host: '127.0.0.1',
    port: 0,
    pid: EPAY_PID,
    key: EPAY_KEY,
    retryMs: [],
    // On a busy machine a slow answer is still an answer.
    notifyTimeoutMs: 50_000,
    ...options,
  });
  const url = await cashier.start();
  const call = async (path: string, body?: object) => {
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const response = await fetch(new URL(path, url), body && request);
    const text = await response.text();
    if (!response.ok) throw new Error(`The cashier answered ${response.status} to ${path}: ${text}`);
    return JSON.parse(text) as unknown;
  };
  return {
    url,
    misbehave: async (faults) => void (await call('control', faults)),
    notifies: async (outTradeNo, atLeast) =>
      (await call(`control/notifies?outTradeNo=${outTradeNo}&atLeast=${atLeast}`)) as Attempt[],
    notifyAgain: async (outTradeNo) => (await call('control/notify', { outTradeNo })) as Attempt[],
    stop: () => cashier.stop(),
  };
}

/** What a buyer does without JavaScript: opens the link, presses the button of the page's only form. */
export async function payAt(
  paymentUrl: string,
): Promise<{ page: string; result: string; resultUrl: string }> {
  const opened = await fetch(paymentUrl);
  const page = await opened.text();
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1];
  if (!opened.ok || !action)
    throw new Error(`There is nothing to pay at the cashier: HTTP ${opened.status}.`);
  const paid = await fetch(new URL(action, opened.url), { method: 'POST' });
  return { page, result: await paid.text(), resultUrl: paid.url };
}
