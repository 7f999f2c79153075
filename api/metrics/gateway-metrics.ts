import { Counter, Gauge, type Registry } from 'prom-client';
import { creditsToNumber } from '../../domain/credits';
import type { Database } from '../../domain/db/database';
import type { GatewayCatalog } from '../../domain/gateway/catalog';
import { countSwitchedOff } from '../../domain/gateway/channel-failures';
import type { Calls } from '../../domain/gateway/settling';
import type { ChannelHealth } from '../model-calls/channel-health';
import type { Refusals } from '../model-calls/refusals';
import { errorOf } from '../model-calls/account';

/** Where model calls are observed: what they settle and are refused by passes through here, and is counted. */
export interface GatewayMetrics {
  /** The same calls, counted as they are opened and settled. */
  observing(calls: Calls): Calls;
  /** The same refusals, counted by their codes, also those that are not written down. */
  observingRefusals(refusals: Refusals): Refusals;
  /** Shows how channels stand, read when the metrics are asked for. */
  watchChannels(sources: {
    readonly db: Database;
    readonly catalog: GatewayCatalog;
    readonly health: ChannelHealth;
  }): void;
}

/**
 * Counters of one process. Labels are protocols, outcomes and codes, of which there are few: users, keys, channels and
 * models are in the log of calls.
 */
export function createGatewayMetrics(registry: Registry): GatewayMetrics {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({ name: `taskloom_model_calls_${name}`, help, labelNames, registers });

  const ended = counter('total', 'Model calls that were let in and have ended.', ['protocol', 'outcome']);
  const refused = counter('refused_total', 'Model calls that were not let in, by the code of the reason.', [
    'reason',
  ]);
  const failovers = counter('failovers_total', 'Tries at a channel after which another one was asked.');
  const tokens = counter('tokens_total', 'Tokens of calls that have ended.', ['direction']);
  const credits = counter('credits_total', 'Credits that calls have cost, by what paid for them.', [
    'paid_by',
  ]);
  const unpaid = counter(
    'shortfall_credits_total',
    'Credits that calls have cost beyond what the wallets had.',
  );

  return {
    observing(calls) {
      new Gauge({
        name: 'taskloom_model_calls_open',
        help: 'Model calls that are open, or wait to be settled.',
        registers,
        collect() {
          this.set(calls.count);
        },
      });
      return {
        open: (facts, quote, budgets) => calls.open(facts, quote, budgets),
        async settle(call, ending) {
          const charge = await calls.settle(call, ending);
          const { facts } = call;
          ended.inc({ protocol: facts.protocol, outcome: ending.status });
          const passedOn = ending.attempts.filter(({ outcome }) => outcome === 'passed on').length;
          if (passedOn > 0) failovers.inc(passedOn);
          tokens.inc({ direction: 'in' }, ending.usage.input);
          tokens.inc({ direction: 'out' }, ending.usage.output);
          const isByPackage = facts.userPackageId !== null && facts.userPackageId !== undefined;
          const paidBy = isByPackage ? 'package' : 'balance';
          credits.inc({ paid_by: paidBy }, creditsToNumber(charge.cost - charge.shortfall));
          unpaid.inc(creditsToNumber(charge.shortfall));
          return charge;
        },
        note: (facts, ending) => calls.note(facts, ending),
        get count() {
          return calls.count;
        },
        close: () => calls.close(),
      };
    },

    observingRefusals: (refusals) => ({
      note(facts, error, language) {
        refused.inc({ reason: errorOf(error).code });
        refusals.note(facts, error, language);
      },
      close: () => refusals.close(),
    }),

    watchChannels({ db, catalog, health }) {
      new Gauge({
        name: 'taskloom_channels',
        help: 'Channels and accounts at upstreams: in use, resting after a failure, broken (their secrets do not open), or switched off for their failures.',
        labelNames: ['state'] as const,
        registers,
        async collect() {
          const states = await channelStates({ db, catalog, health }).catch(() => undefined);
          // What could not be read is missing, and not 0.
          this.reset();
          for (const [state, count] of states ?? []) this.set({ state }, count);
        },
      });
    },
  };
}

async function channelStates({
  db,
  catalog,
  health,
}: {
  readonly db: Database;
  readonly catalog: GatewayCatalog;
  readonly health: ChannelHealth;
}): Promise<Map<string, number>> {
  const [snapshot, switchedOff] = await Promise.all([catalog.snapshot(), countSwitchedOff(db)]);
  const ids = new Set(
    [...snapshot.models.keys()].flatMap((model) =>
      snapshot.offerings(model).map(({ channel }) => channel.id),
    ),
  );
  const resting = [...ids].filter((id) => health.standing(String(id)) === 'resting').length;
  return new Map([
    ['in_use', ids.size - resting],
    ['resting', resting],
    ['broken', snapshot.problems.length],
    ['switched_off', switchedOff],
  ]);
}
