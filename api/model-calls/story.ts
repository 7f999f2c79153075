import type { Clock } from '../../domain/clock';
import { formatCredits } from '../../domain/credits';
import type { CallFacts } from '../../domain/gateway/call';
import type { GatewayCatalog } from '../../domain/gateway/catalog';
import type { OpenCall } from '../../domain/gateway/metering';
import type { Calls } from '../../domain/gateway/settling';
import { CallFailure } from '../../providers/llm/exchange/failure';
import type { CallerRequest } from '../../providers/llm/upstream/conversion';
import type { Upstreams } from '../../providers/llm/upstream/ask';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';
import type { RawCall } from '../router/raw';
import { CallAccount } from './account';
import type { AccountUse } from './account-use';
import { answerSize, picturesWanted } from './answer-size';
import { seatOf, type Affinity } from './affinity';
import { createAttempts, type Begun } from './attempts';
import type { CallerAnswer } from './caller';
import type { ChannelHealth } from './channel-health';
import type { ChannelOutcomes } from './channel-outcomes';
import { deliver, readOff } from './delivery';
import { callFailureOf } from './failures';
import type { Counted, KeyLimits } from './key-limits';
import type { Expected } from './meter';
import { patience, type AbortPolicy, type Patience } from './patience';
import type { Places } from './places';
import { createPlanner, type Plan } from './plan';
import { cacheWrites, promptTokens } from './prompt-size';
import type { Rights } from './rights';

export interface StoryDependencies {
  readonly catalog: GatewayCatalog;
  readonly calls: Calls;
  readonly upstreams: Upstreams;
  readonly health: ChannelHealth;
  readonly outcomes: ChannelOutcomes;
  readonly places: Places;
  readonly accounts: AccountUse;
  readonly keyLimits: KeyLimits;
  readonly affinity: Affinity;
  readonly clock: Clock;
  readonly random: () => number;
  readonly settings: {
    readonly abort: AbortPolicy;
    /** No call goes on for longer. */
    readonly longestMs: number;
  };
}

/** A model call that was read, and is to be answered. */
export interface ModelCall {
  /** A UUID v7. */
  readonly id: string;
  readonly call: RawCall;
  readonly request: CallerRequest;
  readonly model: string;
  readonly caller: CallerAnswer;
  readonly rights: Rights;
  /** Told once the call is let in: from then on it is settled, whatever becomes of it. */
  opened(): void;
}

/** One that the caller's limits let in, and that has somewhere to go. */
interface Admitted extends ModelCall {
  readonly plan: Plan;
  readonly expected: Expected;
  /** The most pictures of its answer. */
  readonly pictures: number;
  /** Undefined where there is but one channel: then nobody needs to know which. */
  readonly conversation: string | undefined;
  /** What the limits counted for it. */
  readonly counted: Counted;
}

/** How long the end of an answer is kept back for its charge to be written down. */
const SETTLE_MS = 5_000;

/**
 * The story of a model call: limits → route → set aside → ask upstreams until one answers → pass the answer on →
 * charge what it used. Whatever happens, a call that was let in is settled once.
 */
export function createStory(dependencies: StoryDependencies): (call: ModelCall) => Promise<void> {
  const { catalog, calls, accounts, keyLimits, affinity, clock } = dependencies;
  const { settings, health, random } = dependencies;
  const attempts = createAttempts(dependencies);
  const planner = createPlanner({ health, accounts, random, now: () => clock.now() });

  return async (modelCall) => {
    const call = await admit(modelCall);
    const { rights, plan } = call;
    const open = await calls
      .open(factsOf(call, clock.now()), plan.quote, rights.budgets)
      .catch((error: unknown) => {
        keyLimits.correct(rights.subject, rights, call.counted, 0);
        throw error;
      });
    call.opened();
    await serve(call, open);
  };

  async function admit(modelCall: ModelCall): Promise<Admitted> {
    const { model, request, rights } = modelCall;
    const { body } = request;
    const snapshot = await catalog.snapshot();
    const tokens = promptTokens(body);
    const { limit, answers } = answerSize(request.protocol.name, body);
    const wanted = request.protocol.name === 'openai-images' ? picturesWanted(body) : undefined;
    const conversation = snapshot.hasChoice(model)
      ? affinity.conversationOf(rights.subject, model, body)
      : undefined;
    const plan = planner.plan(snapshot, {
      model,
      protocol: request.protocol.name,
      rights,
      inputTokens: tokens,
      maxOutputTokens: limit,
      answers,
      cacheWrites: cacheWrites(request.raw),
      quantity: wanted === undefined ? undefined : { images: wanted },
      preferred: conversation === undefined ? undefined : await affinity.seatOf(conversation),
    });
    const { output } = plan.quote.usage;
    expectToFit(tokens + output, output, rights);
    const expected = { input: tokens, output, isLimited: limit !== undefined };
    const { subject, tokensPerMinute } = rights;
    const counting = { requestsPerMinute: null, tokensPerMinute };
    const counted = await keyLimits.count(subject, counting, tokens + output);
    const pictures = wanted ?? answers;
    return { ...modelCall, plan, expected, pictures, conversation, counted };
  }

  async function serve(call: Admitted, open: OpenCall): Promise<void> {
    const { caller, request } = call;
    const account = new CallAccount(open, calls, call.expected, call.pictures);
    const waiting = patience(caller.gone, settings.abort, settings.longestMs, () => {
      caller.dropIfStalled();
      return tookTooLong();
    });
    caller.header('X-Taskloom-Call', open.facts.id);
    call.call.req.context.fields['callId'] = open.facts.id;

    const begun = await begin(call, account, waiting);
    const settle = async () => {
      const charge = account.succeed(caller.gone.aborted);
      await atMost(
        charge.then(({ cost }) => caller.header('X-Taskloom-Cost', formatCredits(cost))),
        SETTLE_MS,
      );
    };
    const { meter } = account;
    const delivered = await deliver(begun, { caller, meter, stream: request.stream, settle }).finally(
      begun.done,
    );
    if (meter.isImplausible) call.call.req.context.fields['usage'] = 'implausible';

    void readOff(begun.answer, waiting.end);
    keyLimits.correct(call.rights.subject, call.rights, call.counted, tokensOf(account));
    if (delivered === 'whole') {
      if (request.stream) caller.end();
    } else if (delivered === 'aborted') void account.abort();
    else breakOff(call, account, begun, delivered.failed);
  }

  /** Asks upstreams until one answers. When none does the call is settled, and the last failure thrown. */
  async function begin(call: Admitted, account: CallAccount, { signal, end }: Patience): Promise<Begun> {
    const { caller, request, plan, id, model } = call;
    const context = {
      id: id.replaceAll('-', ''),
      model,
      created: Math.floor(clock.now().getTime() / 1000),
      body: request.body,
    };
    let begun: Begun | undefined;
    try {
      const ask = { request, context, signal, gone: caller.gone };
      begun = await attempts.begin(plan.candidates, ask, account.attempts);
      account.begin(begun);
      const { conversation } = call;
      if (conversation !== undefined) affinity.remember(conversation, seatOf(begun.candidate.channel));
      if (begun.losses.all.length > 0) caller.header('X-Taskloom-Losses', begun.losses.all.join(', '));
      return begun;
    } catch (error) {
      begun?.done();
      end();
      // An upstream that was at work when its caller left may have used what it was asked for.
      const leftAtWork = caller.gone.aborted && !(error instanceof UpstreamFailure);
      await atMost(leftAtWork ? account.abort() : account.fail(error), SETTLE_MS);
      if (!leftAtWork) keyLimits.correct(call.rights.subject, call.rights, call.counted, 0);
      throw error;
    }
  }

  /** An answer that had begun, and cannot go on: its caller is told in the protocol's own way. */
  function breakOff({ caller, call }: Admitted, account: CallAccount, begun: Begun, error: unknown): void {
    void account.fail(error);
    const { language, id } = call.req.context;
    call.req.context.fields['error'] = error instanceof Error ? error.message : 'failed';
    // A caller who does not take it is not waited for.
    void caller.more(begun.answer.fail(callFailureOf(error, language), id));
    caller.end();
  }
}

/** A call that alone is more than a minute's tokens fits into no minute: it is not asked to come again. */
function expectToFit(tokens: number, output: number, { tokensPerMinute }: Rights): void {
  if (tokensPerMinute === null || tokens <= tokensPerMinute) return;
  throw new CallFailure('invalid', {
    zh: `该调用最多需要 ${tokens} 个令牌（其中回答 ${output} 个），超过该密钥每分钟 ${tokensPerMinute} 个令牌的上限：请减小回答的最大令牌数`,
    en:
      `This call may use ${tokens} tokens, ${output} of them for its answer, and its key may use ${tokensPerMinute} ` +
      'in a minute: ask for a shorter answer, or have the limit raised.',
  });
}

function factsOf({ id, call, request, model, rights }: Admitted, createdAt: Date): CallFacts {
  return {
    id,
    userId: rights.userId,
    keyId: rights.keyId,
    surface: call.surface,
    model,
    protocol: request.protocol.name,
    ip: call.req.ip ?? '',
    userAgent: call.req.get('user-agent') ?? '',
    streamed: request.stream,
    createdAt,
    userPackageId: rights.userPackageId,
  };
}

function tokensOf({ meter }: CallAccount): number {
  const { usage } = meter.result();
  return usage.input + usage.output;
}

function tookTooLong(): Error {
  return new UpstreamFailure('The call went on for too long', { retryable: false, timedOut: true });
}

/** Waits for `work`, but not for longer; it goes on. */
async function atMost(work: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  // One that fails is told of by whoever settles.
  await Promise.race([work.catch(() => undefined), limit]).finally(() => clearTimeout(timer));
}
