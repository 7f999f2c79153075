import { setTimeout as delay } from 'node:timers/promises';
import { log } from '@temporalio/activity';
import { AppError } from '../domain/errors';
import type { PublishingApi } from '../domain/publishing/adapter';
import { isSurelyNotDone, mayPass } from '../domain/publishing/platform-failure';
import type { Post } from '../domain/publishing/post';
import { isOver, type Target } from '../domain/publishing/publication';
import type { TargetRef } from '../workflows/contract';
import { withHeartbeat } from './heartbeat';
import { throughOutage } from './outage';
import { createTargetWork, type PublishingDependencies, type TargetStanding } from './target-work';

export type PublishingActivities = ReturnType<typeof createPublishingActivities>;

/** Well within the time for which a target is held. */
const HOLD_AGAIN_MS = 5_000;
const LOOK_AGAIN_MS = 250;

/** What is done for a publication at one account. Each can be run again at any point; none posts twice. */
export function createPublishingActivities(dependencies: PublishingDependencies) {
  const { targets, adapters } = dependencies;
  const { postFor, calling, stateOf, handOff, refusedFor } = createTargetWork(dependencies);

  const apiOf = (target: Target): PublishingApi | undefined => {
    const adapter = adapters[target.platform];
    return adapter.completes === 'polling' ? adapter : undefined;
  };

  /** Whoever looks the target up meanwhile waits for the answer. */
  async function whileHeld<T>(id: number, step: string, work: () => Promise<T>): Promise<T> {
    const holding = setInterval(() => {
      targets.hold(id, step).catch((error: unknown) => void log.warn(String(error)));
    }, HOLD_AGAIN_MS);
    try {
      return await work();
    } finally {
      clearInterval(holding);
    }
  }

  /**
   * Asks once, after it is written that it is asked. A refusal says that it surely was not done, which is written
   * back; after a silence it is not known.
   */
  async function submitOnce(
    target: Target,
    api: PublishingApi,
    post: Post,
    signal: AbortSignal,
  ): Promise<void> {
    const { id } = target;
    let step: string | undefined;
    try {
      await calling(target, signal, async (session) => {
        const mine = await targets.submitting(id);
        if (mine === undefined) return;
        step = mine;
        await whileHeld(id, mine, async () => {
          try {
            const references = await api.submit(post, session);
            await throughOutage(signal, () => targets.submitted(id, references));
          } catch (error) {
            if (isSurelyNotDone(error)) await targets.notSubmitted(id, mine);
            throw error;
          }
        });
      });
    } catch (error) {
      if (isSurelyNotDone(error)) {
        await refusedFor(target, error, signal, step).catch(
          (passing: unknown) => void log.warn(String(passing)),
        );
      } else if (step !== undefined) {
        await targets.answerLost(id, mayPass(error) ? (error as Error).message : '发布结果未知', step);
      }
    }
  }

  /** What a platform says of a post while it is being asked to publish it may be wrong a moment later. */
  async function untilLetGo(targetId: number, signal: AbortSignal): Promise<Target> {
    for (;;) {
      const target = await targets.get(targetId);
      if (!targets.isHeld(target)) return target;
      await delay(LOOK_AGAIN_MS, undefined, { signal });
    }
  }

  return {
    /**
     * Brings everything to the platform but the wish to publish it; where the platform takes nothing from servers, the
     * user has everything then. AppError PUBLISH_FAILED when the platform is away.
     */
    prepareTarget: ({ targetId }: TargetRef): Promise<TargetStanding> =>
      withHeartbeat(async (signal) => {
        const target = await targets.get(targetId);
        if (target.state !== 'waiting' && target.state !== 'preparing') return { state: target.state };
        const step = await targets.preparing(targetId);
        if (step === undefined) return stateOf(targetId);
        const post = await postFor(target);
        if (!post) return stateOf(targetId);
        const api = apiOf(target);
        try {
          // Where nothing is brought the call shows that the account is still bound.
          await calling(
            target,
            signal,
            async (session) => api?.upload(post, session),
            () => step,
          );
          if (!api) return await handOff(target, signal, step);
        } catch (error) {
          return refusedFor(target, error, signal, step);
        }
        await targets.prepared(targetId, step);
        return stateOf(targetId);
      }),

    /** Asks the platform to publish, unless it has been asked. Left as `prepared` it surely was not. */
    submitTarget: ({ targetId }: TargetRef): Promise<TargetStanding> =>
      withHeartbeat(async (signal) => {
        const target = await targets.get(targetId);
        const api = apiOf(target);
        if (target.state !== 'prepared' || !api) return { state: target.state };
        const post = await postFor(target);
        if (post) await submitOnce(target, api, post, signal);
        return stateOf(targetId);
      }),

    /** Whether the platform has what it was asked for, when nobody knows. AppError PUBLISH_FAILED when it is away. */
    lookUpTarget: ({ targetId }: TargetRef): Promise<TargetStanding> =>
      withHeartbeat(async (signal) => {
        const target = await untilLetGo(targetId, signal);
        const api = apiOf(target);
        const isOpen = target.state === 'submitting' || target.state === 'unknown';
        if (!isOpen || !api || !target.submittedAt) return { state: target.state };
        const since = target.submittedAt;
        await targets.unknown(targetId, target.message ?? '发布结果未知，正在向平台查询');
        try {
          const finding = await calling(target, signal, (session) => api.lookUp(session, since));
          if (finding.found === 'published') await targets.published(targetId, finding);
          if (finding.found === 'submitted') await targets.submitted(targetId, finding.references);
          return { ...(await stateOf(targetId)), absent: finding.found === 'absent' };
        } catch (error) {
          // What the platform says now says nothing of what it did then.
          log.warn('a publication could not be looked up', { targetId, error: String(error) });
          return stateOf(targetId);
        }
      }),

    /** Asks how far the post is. AppError PUBLISH_FAILED when the platform is away. */
    checkTarget: ({ targetId }: TargetRef): Promise<TargetStanding> =>
      withHeartbeat(async (signal) => {
        const target = await targets.get(targetId);
        const api = apiOf(target);
        if (target.state !== 'submitted' || !api) return { state: target.state };
        const standing = await calling(target, signal, (session) => api.standing(session)).catch(
          (error: unknown): never => {
            throw new AppError('PUBLISH_FAILED', undefined, { note: String(error) });
          },
        );
        if (standing.state === 'published') await targets.published(targetId, standing);
        if (standing.state === 'failed') await targets.failed(targetId, 'PUBLISH_FAILED', standing.message);
        return stateOf(targetId);
      }),

    /**
     * Nothing more is tried: a target that the platform was asked for is unknown, unless it surely does not have it
     * (`absent`), and any other has failed.
     */
    giveUpTarget: async ({
      targetId,
      absent,
    }: TargetRef & { readonly absent: boolean }): Promise<TargetStanding> => {
      const { state } = await targets.get(targetId);
      if (isOver(state) || state === 'handed_off') return { state };
      if (absent) await targets.absent(targetId, '平台没有收到这次发布');
      else if (state === 'submitting' || state === 'unknown' || state === 'submitted') {
        await targets.unresolved(targetId, '发布结果未知，请到平台核对后确认');
      } else await targets.failedBefore(targetId, 'PUBLISH_FAILED', '平台没有响应');
      return stateOf(targetId);
    },
  };
}
