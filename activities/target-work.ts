import { boundedBytes } from '../domain/bounded-bytes';
import { AppError } from '../domain/errors';
import type { Creations } from '../domain/creations/creations';
import type { Artifacts } from '../domain/jobs/artifacts';
import type { AccessTokens } from '../domain/publishing/access-tokens';
import type { PlatformSession, PublishingAdapters } from '../domain/publishing/adapter';
import { mayPass, PlatformRefusal } from '../domain/publishing/platform-failure';
import { postOf, type Post } from '../domain/publishing/post';
import type { Target, TargetState } from '../domain/publishing/publication';
import { ruleProblems } from '../domain/publishing/rules';
import type { Targets } from '../domain/publishing/targets';
import { openPiece } from './open-piece';
import { throughOutage } from './outage';

export interface PublishingDependencies {
  readonly targets: Targets;
  readonly tokens: AccessTokens;
  readonly adapters: PublishingAdapters;
  readonly creations: Pick<Creations, 'get'>;
  readonly artifacts: Pick<Artifacts, 'find' | 'open'>;
  /** A JPEG that shows a title. */
  readonly cover: (title: string) => Promise<Buffer>;
}

/** What an activity left a target as: `absent` when a look-up found that the platform does not have it. */
export interface TargetStanding {
  readonly state: TargetState;
  readonly absent?: boolean;
}

/** Pieces of files that all uploads of this process have in memory together; while one is sent there is a copy of it. */
const UPLOADS_HOLD = 64 * 1024 * 1024;

/** What the activities of a target are made of. */
export function createTargetWork(dependencies: PublishingDependencies) {
  const { targets, tokens, adapters, creations, artifacts, cover } = dependencies;
  const piece = openPiece({
    open: (file, range) => artifacts.open(file, range),
    bounded: boundedBytes(UPLOADS_HOLD),
  });

  /** The post as its creation is now; a target whose post cannot be made has failed by then. */
  async function postFor(target: Target): Promise<Post | undefined> {
    const creation = await creations.get(target.creationId, target.ownerId);
    const post = creation && (await postOf(creation, artifacts));
    if (!post) {
      await targets.failedBefore(target.id, 'CONTENT_REFUSED', '作品已被删除');
      return undefined;
    }
    const [problem] = ruleProblems(target.platform, post);
    if (problem === undefined) return post;
    await targets.failedBefore(
      target.id,
      'CONTENT_REFUSED',
      typeof problem === 'string' ? problem : problem.zh,
    );
    return undefined;
  }

  /**
   * Calls the target's platform with its account.
   * @param stepOf the step that the call is part of; only one that was begun has what the platform names kept
   */
  function calling<T>(
    target: Target,
    signal: AbortSignal,
    call: (session: PlatformSession) => Promise<T>,
    stepOf: () => string | undefined = () => undefined,
  ): Promise<T> {
    return tokens.using(target.accountId, signal, async (access) => {
      const { references } = await targets.get(target.id);
      return call({
        ...access,
        references,
        keep: async (more) => {
          const step = stepOf();
          const isKept =
            step !== undefined && (await throughOutage(signal, () => targets.keep(target.id, more, step)));
          if (!isKept) throw new Error(`another step has begun at publication target ${target.id}`);
        },
        take: (postId) => targets.take(target.id, postId),
        withBytes: (file, work, range) => piece(file, signal, work, range),
        cover,
        signal,
      });
    });
  }

  const stateOf = async (id: number): Promise<TargetStanding> => ({ state: (await targets.get(id)).state });

  /**
   * What is final of a failure is written down; what may pass goes on to the retries of the activity. A worker that was
   * thought lost speaks of its own step alone: another one may have published since.
   */
  async function failedFor(
    target: Target,
    error: unknown,
    step: string | undefined,
  ): Promise<TargetStanding> {
    if (error instanceof PlatformRefusal && !mayPass(error)) {
      const reason = error.kind === 'credentials' ? 'PLATFORM_NOT_BOUND' : 'PUBLISH_FAILED';
      await targets.failedBefore(target.id, reason, error.message, step);
      return stateOf(target.id);
    }
    if (mayPass(error)) throw new AppError('PUBLISH_FAILED', undefined, { note: String(error) });
    throw error;
  }

  /** The user publishes it; where the platform names the share it may tell of it later. */
  async function handOff(
    target: Target,
    signal: AbortSignal,
    step: string | undefined,
  ): Promise<TargetStanding> {
    const { sharing } = adapters[target.platform];
    const begin = async (session: PlatformSession) => sharing?.begin?.(session);
    try {
      if (sharing?.begin) await calling(target, signal, begin, () => step);
    } catch (error) {
      // Without a name the user's word alone tells of it.
      if (!(error instanceof PlatformRefusal) || error.kind !== 'entitlement') throw error;
    }
    await targets.handedOff(target.id);
    return stateOf(target.id);
  }

  /** A platform has refused: what the application may not publish, its user may. */
  async function refusedFor(
    target: Target,
    error: unknown,
    signal: AbortSignal,
    step: string | undefined,
  ): Promise<TargetStanding> {
    const isEntitlement = error instanceof PlatformRefusal && error.kind === 'entitlement';
    if (!isEntitlement || !adapters[target.platform].sharing) return failedFor(target, error, step);
    return handOff(target, signal, step).catch((again: unknown) => failedFor(target, again, step));
  }

  return { postFor, calling, stateOf, handOff, refusedFor };
}
