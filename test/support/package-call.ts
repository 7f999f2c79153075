import { credits } from '../../domain/credits';
import { newCallId, type CallEnding, type CallFacts } from '../../domain/gateway/call';
import { createCallWriter } from '../../domain/gateway/call-writer';
import { decimal, ONE } from '../../domain/decimal';
import { createMetering, type Metering, type OpenCall } from '../../domain/gateway/metering';
import { NO_USAGE } from '../../domain/gateway/usage';
import { budgetsAt } from '../../domain/gateway/window-limits';
import type { ModelGateway } from './model-gateway';
import type { PackageHolder } from './package-holder';

/** The metering of another process. */
export function packageMetering({ db, ledger, clock }: ModelGateway): Metering {
  return createMetering({ db, ledger, clock, writer: createCallWriter({ db }) });
}

/** Lets a call in that costs `cost` credits whatever it says, and that nobody carries on with. */
export async function openPackageCall(
  gateway: ModelGateway,
  holder: PackageHolder,
  model: string,
  cost: number,
): Promise<OpenCall> {
  const createdAt = gateway.clock.now();
  const facts: CallFacts = {
    id: newCallId(createdAt),
    userId: holder.user.id,
    keyId: holder.keyId,
    surface: 'relay',
    model,
    protocol: 'openai-chat',
    ip: '203.0.113.7',
    userAgent: 'test',
    streamed: false,
    createdAt,
    userPackageId: holder.packageId,
  };
  const quote = {
    price: { quotaType: 1 as const, rates: { output: { price: decimal(cost), tiers: [] } } },
    priceVersion: 1,
    multipliers: { group: ONE, userChannel: ONE },
    amount: credits(cost),
    usage: { ...NO_USAGE, input: 10, output: 10 },
  };
  const { limits } = await holder.standing();
  return packageMetering(gateway).open(
    facts,
    quote,
    budgetsAt(`package:${holder.packageId}`, limits, createdAt),
  );
}

/** How such a call ends well. */
export const ANSWERED: CallEnding = {
  status: 'succeeded',
  usage: { ...NO_USAGE, input: 10, output: 5 },
  usageSource: 'reported',
  attempts: [],
  losses: [],
  firstByteMs: 1,
  durationMs: 1,
};
