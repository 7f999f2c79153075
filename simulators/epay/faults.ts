/** What a notify can be told to lie about. All but `signature` are signed correctly: the lie is the provider's own. */
export const FALSEHOODS = ['signature', 'amount', 'merchant', 'channel', 'trade', 'order'] as const;
export type Falsehood = (typeof FALSEHOODS)[number];

/** How the provider is to misbehave, for one order or for all. */
export interface Faults {
  /** Wait before the first notify, in milliseconds. */
  readonly delayMs: number;
  /** Copies of every notify, sent at once. */
  readonly repeat: number;
  readonly falsify: Falsehood | 'nothing';
  /** Notifies that are lost on the way, the first first; `true` loses them all. */
  readonly drop: number | boolean;
  /**
   * What waits until the first notify has been answered: `result` is the buyer's way back; `create` has
   * the order paid and told before submit.php or mapi.php answers at all.
   */
  readonly before: 'nothing' | 'result' | 'create';
  readonly method: 'GET' | 'POST';
  /** How api.php behaves. */
  readonly api: 'answer' | 'error' | 'hang' | 'redirect';
  /** How api.php takes a refund; `silent`: it is made, and nobody hears of it. */
  readonly refund: 'answer' | 'error' | 'silent' | 'refuse';
}

const NONE: Faults = {
  delayMs: 0,
  repeat: 1,
  falsify: 'nothing',
  drop: 0,
  before: 'nothing',
  method: 'GET',
  api: 'answer',
  refund: 'answer',
};

const CHECKS: { readonly [K in keyof Faults]: (value: unknown) => boolean } = {
  delayMs: (value) => isCount(value) && value <= 3_600_000,
  repeat: (value) => isCount(value) && value >= 1 && value <= 1000,
  falsify: (value) => value === 'nothing' || FALSEHOODS.some((known) => known === value),
  drop: (value) => typeof value === 'boolean' || isCount(value),
  before: (value) => value === 'nothing' || value === 'result' || value === 'create',
  method: (value) => value === 'GET' || value === 'POST',
  api: (value) => value === 'answer' || value === 'error' || value === 'hang' || value === 'redirect',
  refund: (value) => value === 'answer' || value === 'error' || value === 'silent' || value === 'refuse',
};

export interface FaultPlan {
  /** The faults of one order: its own over everybody's over none. */
  of(outTradeNo: string): Faults;
  /** Adds faults for one order, or for all without one. Answers the name of a field it does not take. */
  set(outTradeNo: string | undefined, faults: Readonly<Record<string, unknown>>): string | undefined;
  clear(): void;
}

export function createFaultPlan(): FaultPlan {
  let everyone: Partial<Faults> = {};
  const orders = new Map<string, Partial<Faults>>();
  return {
    of: (outTradeNo) => ({ ...NONE, ...everyone, ...orders.get(outTradeNo) }),
    set(outTradeNo, faults) {
      const wrong = Object.entries(faults).find(([name, value]) => !isFault(name) || !CHECKS[name](value));
      if (wrong) return wrong[0];
      if (outTradeNo === undefined) everyone = { ...everyone, ...faults };
      else orders.set(outTradeNo, { ...orders.get(outTradeNo), ...faults });
      return undefined;
    },
    clear() {
      everyone = {};
      orders.clear();
    },
  };
}

function isFault(name: string): name is keyof Faults {
  return Object.hasOwn(CHECKS, name);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
