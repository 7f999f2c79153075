import type { SandboxSize } from '../sandboxes/sandbox';

/** What users may do at once, and how long. */
export interface Plan extends SandboxSize {
  /** Turns of one user that work at the same time; the others wait for their place. */
  readonly concurrent: number;
  /** Turns of one user that wait. */
  readonly mostWaiting: number;
  /** The longest that a turn may work. */
  readonly seconds: number;
}

const GIB = 1024 ** 3;

export const PLAN_NAMES = ['basic', 'pro', 'ultra'] as const;

export type PlanName = (typeof PLAN_NAMES)[number];

export const PLANS: Readonly<Record<PlanName, Plan>> = {
  basic: {
    concurrent: 1,
    mostWaiting: 10,
    seconds: 1_800,
    cpus: 1,
    memoryBytes: GIB,
    diskBytes: 2 * GIB,
    processes: 256,
  },
  pro: {
    concurrent: 3,
    mostWaiting: 50,
    seconds: 3_600,
    cpus: 1,
    memoryBytes: 2 * GIB,
    diskBytes: 4 * GIB,
    processes: 512,
  },
  ultra: {
    concurrent: 10,
    mostWaiting: 200,
    seconds: 7_200,
    cpus: 2,
    memoryBytes: 4 * GIB,
    diskBytes: 8 * GIB,
    processes: 1024,
  },
};

/** Everybody has the same: an installation of one's own sells no plans. */
export const EVERYBODYS_PLAN: PlanName = 'pro';

export function planOf(_userId: number): PlanName {
  return EVERYBODYS_PLAN;
}
