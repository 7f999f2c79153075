import { isAppError } from '../../domain/errors';
import type { EndedSessions } from './ended-sessions';
import type { Principal, Principals } from './principal';

/**
 * Looks after who reads something that stays open. Calls back, once, when that caller is let in no more: at once when
 * the session was ended, and for what nobody told of when it is next looked up, each `everyMs`. Answers what ends the
 * watch.
 */
export type WatchCaller = (
  caller: Pick<Principal, 'sessionId'>,
  everyMs: number,
  onEnd: () => void,
) => () => void;

export function createCallerWatch({
  principals,
  endedSessions,
}: {
  readonly principals: Pick<Principals, 'load'>;
  readonly endedSessions: Pick<EndedSessions, 'onEnd'>;
}): WatchCaller {
  return ({ sessionId }, everyMs, onEnd) => {
    let isOver = false;
    const stop = () => {
      isOver = true;
      clearInterval(timer);
      unlisten();
    };
    const end = () => {
      if (isOver) return;
      stop();
      onEnd();
    };
    const look = () => {
      principals.load(sessionId).catch((error: unknown) => {
        // A database that is away says nothing of the caller.
        if (isAppError(error, 'UNAUTHENTICATED') || isAppError(error, 'ACCOUNT_DISABLED')) end();
      });
    };
    const timer = setInterval(look, everyMs);
    const unlisten = endedSessions.onEnd(sessionId, end);
    // It may have ended before anybody listened.
    look();
    return stop;
  };
}
