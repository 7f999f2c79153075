import { isIPv6 } from 'node:net';

/** Who is counted: the user where there is one, else the address. */
export function subjectOf(userId: number | undefined, ip: string | undefined): string {
  return userId === undefined ? `ip:${network(ip ?? 'unknown')}` : `user:${userId}`;
}

/** An IPv4 address, or the /64 that one IPv6 subscriber has for itself. */
function network(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(ip)) return ip;
  const [head = '', tail] = ip.replace(/%.*$/, '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4).join(':');
}
