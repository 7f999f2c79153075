import { createCallLog, type CallLog } from '../../domain/gateway/calls';
import { faultyGateway, type FaultyGateway } from './faulty-upstreams';
import { CALLERS, type ModelCaller } from './model-callers';
import type { KeyHolder } from './model-gateway';
import { untilNoon } from './noon';
import { packageWorld, type PackageWorld } from './package-holder';

/** A gateway, far from any midnight, with a model whose calls all cost the same: so what is set aside is what it costs. */
export interface FlatCalls {
  readonly gateway: FaultyGateway;
  readonly world: PackageWorld;
  readonly log: CallLog;
  /** The model. */
  readonly flat: string;
  call(holder: KeyHolder, stream?: boolean): Promise<Response>;
  /** Calls at once; answers how many had which status. */
  statuses(holder: KeyHolder, count: number): Promise<Readonly<Record<number, number>>>;
  /** Lets the second pass after which every change is in force. */
  settle(): void;
}

/** What one call costs, in credits. */
export const EACH = 2;

const [chat] = CALLERS as [ModelCaller];

export async function flatCalls(): Promise<FlatCalls> {
  const gateway = await faultyGateway();
  gateway.advance(untilNoon(gateway.clock));
  const prices = { quotaType: 1, sheet: { output_price: String(EACH) } };
  const { name: flat } = await gateway.offer([{ type: 'openai' }], { prices });
  const call = (holder: KeyHolder, stream = false) =>
    holder.call(chat.path(flat, stream), chat.body(flat, { stream }));
  return {
    gateway,
    world: packageWorld(gateway),
    log: createCallLog({ db: gateway.db, ledger: gateway.ledger }),
    flat,
    call,
    async statuses(holder, count) {
      const answers = await Promise.all(Array.from({ length: count }, () => call(holder)));
      const counts: Record<number, number> = {};
      for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
      return counts;
    },
    settle: () => gateway.advance(1_000),
  };
}
