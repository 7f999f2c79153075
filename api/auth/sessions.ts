import { ServerResponse, type IncomingMessage } from 'node:http';
import { RedisStore } from 'connect-redis';
import type { Request, Response } from 'express';
import session from 'express-session';
import type { RedisClientType } from 'redis';
import { TOKEN_SECONDS } from '../../domain/identity/tokens';

declare module 'express-session' {
  interface SessionData {
    userId: number;
  }
}

/**
 * Sessions of browsers, for EventSource and WebSocket, which cannot send a token. Redis keeps them and may lose
 * them: while it is away nobody has one, and nothing fails for that.
 */
export interface Sessions {
  /** Begins a session under a new id and sets its cookie. */
  start(req: Request, res: Response, userId: number): Promise<void>;
  /** The user of the request's session, if it has one. */
  read(req: IncomingMessage): Promise<number | undefined>;
}

export const SESSION_COOKIE = 'taskloom.sid';

export function createSessions(dependencies: {
  readonly redis: RedisClientType;
  /** What signs the cookies: the current secret, then those that still verify. */
  readonly secrets: readonly string[];
  readonly prefix: string;
  readonly onFailure: (error: unknown) => void;
}): Sessions {
  const { redis, secrets, prefix, onFailure } = dependencies;
  const ttl = TOKEN_SECONDS.refresh;
  const middleware = session({
    name: SESSION_COOKIE,
    secret: [...secrets],
    store: new RedisStore({ client: redis, prefix, ttl }),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', path: '/', maxAge: ttl * 1000 },
  });

  /** Runs `work` with the request's session; answers undefined when sessions are away. */
  async function withSession<T>(
    req: Request,
    res: Response,
    work: (session: session.Session & Partial<session.SessionData>) => Promise<T> | T,
  ): Promise<T | undefined> {
    if (!redis.isReady) return undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        middleware(req, res, (error?: unknown) => (error === undefined ? resolve() : reject(asError(error))));
      });
      return await work(req.session);
    } catch (error) {
      onFailure(error);
      return undefined;
    }
  }

  return {
    async start(req, res, userId) {
      await withSession(req, res, async (current) => {
        await new Promise<void>((resolve, reject) => {
          current.regenerate((error: unknown) => (error ? reject(asError(error)) : resolve()));
        });
        req.session.userId = userId;
        await new Promise<void>((resolve, reject) => {
          req.session.save((error: unknown) => (error ? reject(asError(error)) : resolve()));
        });
      });
    },

    async read(req) {
      if (!req.headers.cookie?.includes(`${SESSION_COOKIE}=`)) return undefined;
      // A response of its own: reading must neither set a cookie nor write the session at the stream's end.
      const response = new ServerResponse(req) as unknown as Response;
      return withSession(req as Request, response, ({ userId }) => userId);
    },
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
