import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { AppError } from '../../domain/errors';
import type { Sandbox } from '../../domain/sandboxes/driver';
import type { Vms } from '../../domain/sandboxes/vms';
import type { WatchCaller } from '../auth/caller-watch';
import type { Principal } from '../auth/principal';
import type { RateLimits } from '../limits/rate-limits';
import type { Dialect } from '../router/dialect';
import { expectOwnPage } from '../router/own-pages';
import { failureOf, sendFailure } from '../router/respond';
import { createOpenOfUsers } from '../ws/open-of-users';
import { opening, pathOf, type SocketDoor } from '../ws/socket-door';
import { forward, forwardSocket } from './forward';
import { preflightAnswer, type PreviewFrame } from './preview-headers';
import { PREVIEWS, type PreviewLinks } from './preview-links';

/** Requests and sockets that one user may have open. */
const OPEN_A_USER = 100;
const LOOK_MS = 15_000;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const BY_COOKIE = /^((?:\/code)?\/api\/v1\/users\/vms\/([0-9a-f-]{36})\/ports\/(\d{1,5}))(\/.*)?$/i;
const BY_LINK = new RegExp(`^(${PREVIEWS}/([\\w-]{1,1000}))(/.*)$`);

export interface Previews {
  /** Answers requests for what listens in a sandbox, and hands on the others. */
  readonly serve: RequestHandler;
  /** The same for WebSockets. */
  readonly door: SocketDoor;
}

/** Who asks for what of a sandbox. */
interface Wish {
  readonly user: Principal;
  readonly vmId: string;
  readonly frame: PreviewFrame;
}

/**
 * What listens on a port of a user's sandbox, for its owner: at an address of the surface with the cookie, for programs,
 * and at a link that is a right by itself, for browsers. docs/adr/0026-previews.md says why.
 */
export function createPreviews(dependencies: {
  readonly vms: Pick<Vms, 'get' | 'open'>;
  readonly links: PreviewLinks;
  /** By the cookie. */
  readonly userOf: (request: IncomingMessage) => Promise<Principal>;
  readonly sessionOf: (sessionId: string) => Promise<Principal>;
  readonly watchCaller: WatchCaller;
  readonly limits: Pick<RateLimits, 'countCaller'>;
  readonly homes: readonly string[];
  readonly dialect: Dialect;
  readonly log: Logger;
  readonly lookMs?: number | undefined;
}): Previews {
  const { vms, links, userOf, sessionOf, watchCaller, limits, homes, dialect, log } = dependencies;
  const { lookMs = LOOK_MS } = dependencies;
  const openOf = createOpenOfUsers(OPEN_A_USER, 1);

  const open = new Set<AbortController>();
  const sockets = new Set<Duplex>();

  /** Something that `close` ends, until `within` is done with it. */
  function beginning(): AbortController {
    const ended = new AbortController();
    open.add(ended);
    ended.signal.addEventListener('abort', () => open.delete(ended), { once: true });
    return ended;
  }

  /** AppErrors UNAUTHENTICATED, FORBIDDEN, NOT_FOUND for another user's sandbox, RATE_LIMITED */
  async function wishOf(req: IncomingMessage): Promise<Wish> {
    const wish = (await byLink(req)) ?? (await byCookie(req));
    const status = await limits.countCaller('preview', { user: wish.user, ip: undefined });
    if (status && !status.allowed) throw new AppError('RATE_LIMITED', { retryAfter: status.resetSeconds });
    return wish;
  }

  async function byLink(req: IncomingMessage): Promise<Wish | undefined> {
    const [, prefix = '', token, path = '/'] = BY_LINK.exec(req.url ?? '') ?? [];
    if (token === undefined) return undefined;
    const { sessionId, vmId, port } = links.read(token);
    return { user: await sessionOf(sessionId), vmId, frame: { port, prefix, path, isLink: true, homes } };
  }

  async function byCookie(req: IncomingMessage): Promise<Wish> {
    const { path: whole, query } = partsOf(req.url ?? '');
    const [, prefix = '', vmId = '', port = '', path = '/'] = BY_COOKIE.exec(whole) ?? [];
    const user = await userOf(req);
    // Also what only reads: a page of a sandbox must not reach others' with the cookie.
    expectOwnPage(req, homes);
    const frame = { port: Number(port), prefix, path: path + query, isLink: false, homes };
    return { user, vmId, frame };
  }

  async function serve(req: Request, res: Response): Promise<void> {
    if (!METHODS.includes(req.method)) throw new AppError('METHOD_NOT_ALLOWED', { allow: METHODS });
    const isLink = BY_LINK.test(req.url);
    if (isLink && req.method === 'OPTIONS' && req.headers['access-control-request-method']) {
      res.writeHead(204, preflightAnswer(req.headers)).end();
      return;
    }
    const wish = await wishOf(req);
    const { user, vmId, frame } = wish;
    req.context.fields['userId'] = user.userId;
    if (!isLink && isNavigation(req)) {
      await vms.get(user.userId, vmId);
      const { url } = links.make({ sessionId: user.sessionId, vmId, port: frame.port });
      res.setHeader('Cache-Control', 'no-store');
      res.redirect(302, url + frame.path.slice(1));
      return;
    }
    if (res.closed) return; // it has left meanwhile, which is told of no more
    const ended = beginning();
    res.once('close', () => ended.abort());
    await within(wish, ended, (sandbox) => forward(req, res, sandbox, frame, ended.signal));
  }

  /** Works with a sandbox while its user is let in; `ended` is aborted, with the error to answer, when that is over. */
  async function within(
    { user, vmId }: Wish,
    ended: AbortController,
    work: (sandbox: Sandbox) => Promise<void>,
  ): Promise<void> {
    openOf.expectRoom(user.userId);
    const done = openOf.begin(user.userId);
    const unwatch = watchCaller(user, lookMs, () => ended.abort(new AppError('UNAUTHENTICATED')));
    try {
      const sandbox = await vms.open(user.userId, vmId);
      try {
        await work(sandbox);
      } finally {
        sandbox.close();
      }
    } finally {
      unwatch();
      done();
      open.delete(ended);
    }
  }

  async function accept(req: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
    const wish = await wishOf(req);
    if (client.destroyed) return; // it has left meanwhile, which is told of no more
    const ended = beginning();
    ended.signal.addEventListener('abort', () => client.destroy(), { once: true });
    sockets.add(client);
    client.once('close', () => {
      sockets.delete(client);
      ended.abort();
    });
    await within(wish, ended, (sandbox) => forwardSocket(req, client, head, sandbox, wish.frame));
  }

  return {
    serve(req, res, next) {
      if (!isOurs(req)) return next();
      req.context.operation = 'code.preview';
      // The path of a link is a right, which no log is to have.
      if (req.url.startsWith(PREVIEWS)) req.context.fields['path'] = PREVIEWS;
      serve(req, res).catch((error: unknown) => sendFailure(res, ...failureOf(error, req, dialect, log)));
    },
    door: {
      areAt: isOurs,
      upgrade: opening(accept, { dialect, log }),
      open: () => sockets.size,
      close: () => {
        for (const ended of open) ended.abort();
      },
    },
  };
}

function isOurs(req: IncomingMessage): boolean {
  return BY_LINK.test(req.url ?? '') || BY_COOKIE.test(pathOf(req));
}

/** Whether a browser is about to show it as a page, which must not be one of the cookie's origin. */
function isNavigation({ method, headers }: IncomingMessage): boolean {
  const shows = ['document', 'iframe', 'frame', 'embed', 'object'];
  return (method === 'GET' || method === 'HEAD') && shows.includes(String(headers['sec-fetch-dest']));
}

function partsOf(url: string): { readonly path: string; readonly query: string } {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: '' } : { path: url.slice(0, at), query: url.slice(at) };
}
