import { NO_USAGE, type Usage } from '../../../domain/gateway/usage';

/** The usage after one more report of it: each field that is told replaces the one before. */
export function usageSoFar(before: Usage | undefined, told: Partial<Usage>): Usage {
  return { ...(before ?? NO_USAGE), ...told };
}
