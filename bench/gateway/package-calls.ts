import { setTimeout as delay } from 'node:timers/promises';
import { contest, type ContestOptions, type ContestRequest, type OwnContender } from '../contest';
import type { GatewayAccount } from './account';

/** Calls that a package pays for beside calls of the same server that the balance does, in turn. */
export async function comparePackages(
  ours: OwnContender,
  account: GatewayAccount,
  call: ContestRequest,
  options: ContestOptions,
): Promise<void> {
  const secret = await account.packageSecret();
  const payers = [
    { ...ours, name: 'balance' },
    { ...ours, name: 'package', headers: { authorization: `Bearer ${secret}` } },
  ];
  const figures = await contest(payers, call, options);
  console.log(`not streamed, ${options.connections} callers, by what pays`);
  for (const [at, { name }] of payers.entries()) {
    const { rate = Number.NaN, cpuMicros = Number.NaN } = figures[at] ?? {};
    console.log(
      `  ${name.padEnd(10)}${rate.toFixed(0).padStart(6)}/s  ${cpuMicros.toFixed(0).padStart(6)} µs of processor time`,
    );
  }
  // Whoever asked last has hung up, and is still being written down.
  while ((await account.accounted()).openPackageCalls > 0) await delay(100);
  console.log('  no call on the package is open');
}
