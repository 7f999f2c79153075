import { BlockList, isIP } from 'node:net';
import { readRange } from '../fields';

/** The addresses that a key may be used from. */
export interface AddressList {
  includes(ip: string): boolean;
}

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** Null for an empty list, which means: from everywhere. An IPv4 address counts also in its form for IPv6. */
export function addressList(ranges: readonly string[]): AddressList | null {
  if (ranges.length === 0) return null;
  const list = new BlockList();
  for (const text of ranges) {
    const range = readRange(text);
    if (!range) continue;
    if (range.bits === undefined) list.addAddress(range.address, range.family);
    else list.addSubnet(range.address, range.bits, range.family);
  }
  return {
    includes(ip) {
      const address = MAPPED.exec(ip)?.[1] ?? ip;
      const version = isIP(address);
      return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
    },
  };
}
