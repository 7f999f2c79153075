import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export type SealedBy = 'claude' | 'gemini' | 'openai';

/** What vendors put on a model's thoughts, and want back as it was: signatures and encrypted contents. */
export interface Seals {
  issue(vendor: SealedBy, thoughts: string): string;
  /** Whether this vendor issued it, and, where `thoughts` are given, whether it did so for these. */
  check(vendor: SealedBy, seal: string, thoughts?: string): 'good' | 'forged' | 'altered';
}

const DIGEST = 32;
/** The first bytes of the real ones, by which people know them on sight. */
const MARK = { claude: [0x12, 0xb1], gemini: [0x12, 0x91], openai: [0x80, 0, 0, 0, 0] } as const;

/** Simulators with the same secret accept one another's seals, as the accounts of one vendor do. */
export function createSeals(secret: string): Seals {
  const digestOf = (thoughts: string): Buffer => createHash('sha256').update(thoughts).digest();
  const stamp = (vendor: SealedBy, digest: Buffer): Buffer =>
    createHmac('sha256', `${vendor}/${secret}`).update(digest).digest();

  return {
    issue(vendor, thoughts) {
      const digest = digestOf(thoughts);
      const seal = Buffer.concat([Buffer.from(MARK[vendor]), digest, stamp(vendor, digest)]);
      return seal.toString(vendor === 'openai' ? 'base64url' : 'base64');
    },
    check(vendor, seal, thoughts) {
      const bytes = Buffer.from(seal, 'base64').subarray(MARK[vendor].length);
      if (bytes.length !== 2 * DIGEST) return 'forged';
      const digest = bytes.subarray(0, DIGEST);
      if (!timingSafeEqual(bytes.subarray(DIGEST), stamp(vendor, digest))) return 'forged';
      return thoughts === undefined || digest.equals(digestOf(thoughts)) ? 'good' : 'altered';
    },
  };
}
