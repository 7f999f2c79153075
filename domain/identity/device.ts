import { createHash } from 'node:crypto';

/** Where a request came from, as far as it can be told. */
export interface Device {
  /** The address of the client, or of the proxy where that is not trusted. */
  readonly ip: string;
  readonly userAgent: string;
}

/** 32 bytes that are the same for the same device. */
export function deviceHash({ ip, userAgent }: Device): Buffer {
  return createHash('sha256').update(`${ip}\n${userAgent}`).digest();
}

/** The address and the user agent as tables keep them: cut to their columns, the address in ASCII. */
export function deviceColumns({ ip, userAgent }: Device): [ip: string, userAgent: string] {
  // Behind a trusted proxy the address is whatever the proxy says.
  return [ip.replace(/[^\x20-\x7e]/g, '?').slice(0, 45), userAgent.slice(0, 255)];
}
