import { creditsToNumber, type Credits } from '../../../domain/credits';
import { AppError } from '../../../domain/errors';
import type { Job } from '../../../domain/jobs/job';
import { KINDS } from '../../../domain/jobs/kinds';
import type { LedgerTrail } from '../../../domain/ledger/ledger';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { localTime } from '../time';

export const explainJob: StudioHandler<'explainJob'> = async ({ params, user }, { jobs, ledger }) => {
  const job = await jobs.findOwned(params.id, user.userId);
  if (!job) throw new AppError('NOT_FOUND');
  const trail = await ledger.explain(job.id);
  return ok({
    job_id: job.id,
    kind: job.kind,
    state: job.state,
    price: {
      model_id: job.modelId,
      price_version: job.priceVersion,
      credits: creditsToNumber(job.quote),
    },
    totals: totalsOf(trail),
    lines: linesOf(job, trail),
  });
};

/** The price first, then every move of credits, in the order in which they happened. */
function linesOf(job: Job, { holds, captures, releases, transfers }: LedgerTrail) {
  const quote: Line = {
    step: 'quote',
    key: null,
    amount: job.quote,
    description: KINDS[job.kind].description,
    createdAt: job.createdAt,
  };
  const moves: Line[] = [
    ...holds.map((line) => ({ ...line, step: 'hold' as const })),
    ...captures.map((line) => ({ ...line, step: 'capture' as const })),
    ...releases.map((line) => ({ ...line, step: 'release' as const })),
    ...transfers.map((line) => ({ ...line, step: 'transfer' as const })),
  ];
  // Sorting keeps the order of equals, so the moves of one moment stay in the order of the steps.
  moves.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  return [quote, ...moves].map(({ step, amount, description, key, createdAt }) => ({
    step,
    credits: creditsToNumber(amount),
    description,
    key,
    at: localTime(createdAt),
  }));
}

interface Line {
  readonly step: 'quote' | 'hold' | 'capture' | 'release' | 'transfer';
  /** The ledger's idempotency key. */
  readonly key: string | null;
  readonly amount: Credits;
  readonly description: string;
  readonly createdAt: Date;
}

function totalsOf({ holds, captures }: LedgerTrail) {
  const open = holds.filter(({ state }) => state === 'pending');
  const resolved = holds.filter(({ state }) => state !== 'pending');
  return {
    reserved: sum(open.map(({ amount }) => amount)),
    charged: sum(captures.map(({ amount }) => amount)),
    returned: sum(resolved.map(({ amount, captured }) => amount - captured)),
  };
}

function sum(amounts: readonly Credits[]): number {
  return creditsToNumber(amounts.reduce((total, amount) => total + amount, 0n));
}
