import { isAppError } from '../../domain/errors';
import type { Attempt, CallCharge, CallEnding } from '../../domain/gateway/call';
import type { OpenCall } from '../../domain/gateway/metering';
import type { Calls } from '../../domain/gateway/settling';
import { NO_USAGE } from '../../domain/gateway/usage';
import { CallFailure } from '../../providers/llm/exchange/failure';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';
import type { Begun } from './attempts';
import { Meter, type Expected } from './meter';

/** What becomes of one call that was let in: it gathers what is to be written down, and settles it once. */
export class CallAccount {
  readonly attempts: Attempt[] = [];
  readonly meter: Meter;
  private readonly began = performance.now();
  private begun: Begun | undefined;
  private firstByteMs: number | null = null;
  private settled: Promise<CallCharge> | undefined;

  constructor(
    private readonly open: OpenCall,
    private readonly calls: Pick<Calls, 'settle'>,
    expected: Expected,
    /** The most pictures that were set aside for. */
    private readonly pictures: number,
  ) {
    this.meter = new Meter(expected);
  }

  /** An upstream began to answer. */
  begin(begun: Begun): void {
    this.begun = begun;
    this.firstByteMs = Math.round(performance.now() - this.began);
  }

  /** It was answered whole: it costs what it used. */
  succeed(isGone: boolean): Promise<CallCharge> {
    return this.settle(isGone ? { status: 'aborted' } : { status: 'succeeded' }, true);
  }

  /** The caller left. What had been asked of an upstream by then is charged as far as it can be told. */
  abort(): Promise<CallCharge> {
    return this.settle({ status: 'aborted' }, this.attempts.length > 0);
  }

  /** Nobody could answer: it costs nothing. An answer that broke off costs what of it was delivered. */
  fail(error: unknown): Promise<CallCharge> {
    return this.settle({ status: 'failed', error: errorOf(error) }, this.begun !== undefined);
  }

  private settle(how: Pick<CallEnding, 'status' | 'error'>, isUsed: boolean): Promise<CallCharge> {
    return (this.settled ??= this.calls.settle(this.open, { ...how, ...this.ending(isUsed) }));
  }

  private ending(isUsed: boolean): Omit<CallEnding, 'status' | 'error'> {
    const { usage, source } = this.meter.result();
    const candidate = this.begun?.candidate;
    const images = Math.min(this.meter.images, this.pictures);
    return {
      usage: isUsed ? usage : NO_USAGE,
      usageSource: isUsed ? source : 'none',
      channel: candidate && {
        id: candidate.channel.id,
        userChannelId: candidate.userChannel.id,
        upstreamModel: candidate.upstreamModel,
        protocol: candidate.channel.type,
      },
      ...(isUsed && images > 0 && { quantity: { images } }),
      attempts: this.attempts,
      losses: this.begun?.losses.all ?? [],
      firstByteMs: this.firstByteMs,
      durationMs: Math.round(performance.now() - this.began),
    };
  }
}

/** For operators: what the log of calls says of a failure. */
export function errorOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof UpstreamFailure) {
    return {
      code: error.status === undefined ? 'UPSTREAM' : `UPSTREAM_${error.status}`,
      message: error.message,
    };
  }
  if (error instanceof CallFailure) return { code: error.kind.toUpperCase(), message: error.message };
  if (isAppError(error)) return { code: error.code, message: error.message };
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : 'failed' };
}
