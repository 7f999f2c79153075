import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorPage } from './consent';
import { OAuthError } from './grants';

/**
 * What the next call of a client's server meets instead of an answer. Each is used up by one call, in order. `lost`: it is
 * done, and the answer does not arrive; `slow`: it arrives after a while.
 */
export type OAuthFault = 'silent' | 'reset' | 'unavailable' | 'malformed' | 'redirect' | 'lost' | 'slow';

const SLOW_MS = 300;

/** A request, and its query or form, whichever it has. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly fields: URLSearchParams;
}

export type Answer = { readonly page: string } | { readonly location: string } | { readonly json: unknown };

export interface OAuthServer {
  /** `http://127.0.0.1:…` */
  readonly url: string;
  failNext(...faults: OAuthFault[]): void;
  /** The same, after so many calls that are answered. */
  failAfter(calls: number, fault: OAuthFault): void;
  close(): Promise<void>;
}

/**
 * Serves `routes` (`GET /path`) on a free port of 127.0.0.1. Those in `pages` are for browsers: they show errors, and
 * meet no faults.
 */
export async function serve(
  title: string,
  pages: readonly string[],
  routes: Readonly<Record<string, (exchange: Exchange) => Answer>>,
): Promise<OAuthServer> {
  const faults: (OAuthFault | undefined)[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const route = `${request.method ?? 'GET'} ${pathname}`;
      const isPage = pages.includes(route);
      const html = { 'content-type': 'text/html; charset=utf-8' };
      const fault = isPage ? undefined : faults.shift();
      if (fault === 'silent') return;
      if (fault === 'reset') return response.destroy();
      if (fault === 'unavailable') return response.writeHead(503, html).end('<h1>503</h1>');
      if (fault === 'malformed') return response.writeHead(200, html).end('<html>');
      if (fault === 'redirect') return response.writeHead(307, { location: '/elsewhere' }).end();
      try {
        const handle = routes[route];
        if (!handle) throw new OAuthError('not_found', 404);
        const fields = request.method === 'POST' ? new URLSearchParams(body) : searchParams;
        const answer = handle({ request, fields });
        if (fault === 'lost') return response.destroy();
        if ('page' in answer) return response.writeHead(200, html).end(answer.page);
        if ('location' in answer) return response.writeHead(303, { location: answer.location }).end();
        const send = () =>
          response
            .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
            .end(JSON.stringify(answer.json));
        return fault === 'slow' ? setTimeout(send, SLOW_MS) : send();
      } catch (error) {
        if (!(error instanceof OAuthError)) return response.destroy();
        if (isPage) return response.writeHead(error.status, html).end(errorPage(title, error));
        return response
          .writeHead(error.status, { 'content-type': 'application/json' })
          .end(JSON.stringify({ error: error.code }));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    failNext: (...next) => void faults.push(...next),
    failAfter: (calls, fault) => void faults.push(...Array<undefined>(calls), fault),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
