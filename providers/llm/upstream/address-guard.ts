import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** An address that calls of upstreams may not go to; its message is for whoever set it. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

/** Keeps calls of upstreams off our own network. */
export interface AddressGuard {
  /**
   * Refuses an address at the time it is written down.
   * @throws ForbiddenAddress, also for what is no http(s) URL, or more than that up to its path.
   */
  check(url: string): Promise<void>;
  /** Refuses a host that is an address itself, for which no name is looked up, or a name of this machine. @throws ForbiddenAddress */
  checkHost(hostname: string): void;
  /** Looks names up for sockets, and refuses what they stand for: a name may have changed since it was checked. */
  readonly lookup: LookupFunction;
}

const PRIVATE_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;

const PRIVATE_V6 = [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const;

/**
 * The special-purpose addresses of RFC 6890 and its registries, and those that were once site-local (RFC 3879) or held
 * an IPv4 address (RFC 4291): nothing there is a vendor's.
 */
const PRIVATE = new BlockList();
for (const [network, prefix] of PRIVATE_V4) PRIVATE.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of PRIVATE_V6) PRIVATE.addSubnet(network, prefix, 'ipv6');

/**
 * A guard that lets nothing private through, unless `allowPrivate` is set or the host is one of `allowedHosts`
 * (names or addresses, as they stand in URLs).
 */
export function createAddressGuard({
  allowPrivate,
  allowedHosts = [],
}: {
  readonly allowPrivate: boolean;
  readonly allowedHosts?: readonly string[];
}): AddressGuard {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  const isFree = (host: string) => allowPrivate || allowed.has(host.toLowerCase());

  function checkHost(hostname: string): void {
    const host = hostname.replace(/^\[|\]$/g, '');
    if (isFree(host)) return;
    const isOwn = OWN_NAME.test(host);
    if (!isOwn && (isIP(host) === 0 || !isPrivate(host))) return;
    throw new ForbiddenAddress(
      `${host} is ${isOwn ? 'this machine' : 'a private address'}, which GATEWAY_UPSTREAM_HOSTS or GATEWAY_PRIVATE_UPSTREAMS may allow`,
    );
  }

  return {
    checkHost,
    async check(url) {
      const parsed = URL.canParse(url) ? new URL(url) : undefined;
      if (!parsed || !/^https?:$/.test(parsed.protocol)) {
        throw new ForbiddenAddress('should be an http or https address');
      }
      if (parsed.username !== '' || parsed.password !== '') {
        throw new ForbiddenAddress('should hold no user name and no password');
      }
      // Paths are put behind it, and headers are made of it.
      // eslint-disable-next-line no-control-regex
      if (/[?#\u0000-\u001f\u007f]/.test(url)) throw new ForbiddenAddress('should end with its path');
      checkHost(parsed.hostname);
      if (isFree(parsed.hostname) || isIP(parsed.hostname.replace(/^\[|\]$/g, '')) !== 0) return;
      for (const { address } of await addressesOf(parsed.hostname)) checkHost(address);
    },
    lookup(hostname, options, callback) {
      lookup(hostname, { ...options, all: true }, (error, addresses) => {
        if (error) return callback(error, []);
        try {
          if (!isFree(hostname)) for (const { address } of addresses) checkHost(address);
        } catch (forbidden) {
          return callback(forbidden as Error, []);
        }
        if (options.all) return callback(null, addresses);
        const [first] = addresses;
        callback(null, first?.address ?? '', first?.family ?? 0);
      });
    },
  };
}

/** Names that stand for this machine wherever they are looked up (RFC 6761, and what systems call themselves). */
const OWN_NAME = /^(?:.+\.)?localhost(?:\.localdomain)?\.?$/i;

/** Whether an address is private; an IPv4 address that is written as an IPv6 one counts as what it is. */
function isPrivate(address: string): boolean {
  const mapped = /^::ffff:(.+)$/i.exec(
    new URL(`http://${bracketed(address)}`).hostname.replace(/^\[|\]$/g, ''),
  )?.[1];
  if (mapped === undefined) return PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  const [high = 0, low = 0] = mapped.split(':').map((part) => Number.parseInt(part, 16));
  return PRIVATE.check(`${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`, 'ipv4');
}

function bracketed(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address;
}

/** A name that is not known now may be known later: then the lookup of the call itself decides. */
function addressesOf(hostname: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve) => {
    lookup(hostname, { all: true }, (error, addresses) => resolve(error ? [] : addresses));
  });
}
