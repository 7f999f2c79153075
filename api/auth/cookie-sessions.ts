import { ServerResponse, type IncomingMessage } from 'node:http';
import { RedisStore } from 'connect-redis';
import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import session from 'express-session';
import type { RedisClientType } from 'redis';
import type { Clock } from '../../domain/clock';
import { AppError } from '../../domain/errors';

declare module 'express-session' {
  interface SessionData {
    sessionId: string;
  }
}

/**
 * Browsers' cookies of one name, each for a session of `domain/identity/sessions`. Redis keeps them and may lose
 * them: while it is away nobody has one.
 */
export interface CookieSessions {
  /** Gives the browser a new cookie for the session, whatever it had. Answers false while Redis is away. */
  start(req: Request, res: Response, sessionId: string): Promise<boolean>;
  /**
   * The session of the request's cookie, if it has one. Whether it still stands is another question. AppError
   * UNAVAILABLE while it cannot be looked up.
   */
  read(req: IncomingMessage): Promise<string | undefined>;
  /** Takes the cookie away. */
  end(req: Request, res: Response): Promise<void>;
}

export interface CookieSessionSettings {
  readonly redis: RedisClientType;
  /** The cookie's name. */
  readonly cookie: string;
  readonly lifetimeSeconds: number;
  /** What signs the cookies: the current secret, then those that still verify. */
  readonly secrets: readonly string[];
  /** Of the keys in Redis. */
  readonly prefix: string;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
}

/** How long a cookie is known without asking Redis: whether its session stands is asked elsewhere. */
const KNOWN_MS = 1_000;
const REMEMBERED = 10_000;

export function createCookieSessions(settings: CookieSessionSettings): CookieSessions {
  const { redis, cookie, lifetimeSeconds, secrets, prefix, clock, onFailure } = settings;
  const known = new Map<string, { readonly sessionId: string; readonly until: number }>();
  const valueOf = ({ headers }: IncomingMessage) => parseCookie(headers.cookie ?? '')[cookie];
  const attributes = { httpOnly: true, sameSite: 'lax', secure: 'auto', path: '/' } as const;
  const middleware = session({
    name: cookie,
    secret: [...secrets],
    store: new RedisStore({ client: redis, prefix: `${prefix}:${cookie}:`, ttl: lifetimeSeconds }),
    resave: false,
    saveUninitialized: false,
    cookie: { ...attributes, maxAge: lifetimeSeconds * 1000 },
  });

  /** Runs `work` with the request's session; answers undefined when cookies are away. */
  async function withSession<T>(
    req: Request,
    res: Response,
    work: (session: session.Session & Partial<session.SessionData>) => Promise<T> | T,
  ): Promise<T | undefined> {
    if (!redis.isReady) return undefined;
    try {
      await promised((done) => middleware(req, res, done));
      return await work(req.session);
    } catch (error) {
      onFailure(error);
      return undefined;
    }
  }

  return {
    async start(req, res, sessionId) {
      known.delete(valueOf(req) ?? '');
      const isStarted = await withSession(req, res, async (current) => {
        await promised((done) => current.regenerate(done)); // under a new id: nobody has fixed it before
        req.session.sessionId = sessionId;
        await promised((done) => req.session.save(done));
        tellMaxAge(req.session.cookie);
        return true;
      });
      return isStarted ?? false;
    },

    async read(req) {
      const value = valueOf(req);
      if (value === undefined) return undefined;
      const now = clock.now().getTime();
      const remembered = known.get(value);
      if (remembered && remembered.until > now) return remembered.sessionId;
      known.delete(value);
      // A response of its own: reading must neither set a cookie nor write the session when the answer ends.
      const response = new ServerResponse(req) as unknown as Response;
      const seen = await withSession(req as Request, response, ({ sessionId }) => ({ sessionId }));
      // Two cookies of one request are two sessions; the middleware would take the first for both.
      Reflect.deleteProperty(req, 'session');
      Reflect.deleteProperty(req, 'sessionStore');
      // Not that the session has ended: who is told so signs in anew.
      if (!seen) throw new AppError('UNAVAILABLE', undefined, { note: 'cookies are away' });
      const { sessionId } = seen;
      if (sessionId === undefined) return undefined;
      if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? value);
      known.set(value, { sessionId, until: now + KNOWN_MS });
      return sessionId;
    },

    async end(req, res) {
      known.delete(valueOf(req) ?? '');
      await withSession(req, res, (current) => promised((done) => current.destroy(done)));
      res.clearCookie(cookie, attributesFor(req));
    },
  };

  /** Tells browsers the age too, which holds whatever their clocks say; the package tells the date alone. */
  function tellMaxAge(of: session.Cookie): void {
    const { data } = of as session.Cookie & { readonly data: object };
    Object.defineProperty(of, 'data', { value: { ...data, maxAge: lifetimeSeconds } });
  }

  function attributesFor(req: Request) {
    return { ...attributes, secure: req.secure };
  }
}

function promised(work: (done: (error?: unknown) => void) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    work((error) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error('sessions failed', { cause: error }));
    });
  });
}
