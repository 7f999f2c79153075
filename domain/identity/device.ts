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
