import type { Request, RequestHandler } from 'express';
import type { LocalMailbox } from '../../providers/mail/local-mailbox';
import { isLoopback } from '../loopback';
import { escapeHtml, sendPage } from './page';

const HEADERS_OF_PROXIES = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * `/dev/mail`: what would have been sent, for whoever sits at this machine. To everybody else, and to requests
 * that a proxy passed on or that name another host (a page of another site could make its name mean this
 * machine), there is no such page.
 */
export function createDevMail({ mailbox }: { readonly mailbox: Pick<LocalMailbox, 'list'> }): RequestHandler {
  return async (req, res, next) => {
    if (!isFromThisMachine(req)) return next();
    req.context.operation = 'pages.devMail';
    const messages = await mailbox.list();
    const items = messages.map(({ at, to, subject, text }) => {
      const time = at.replace('T', ' ').slice(0, 19);
      return `<h2>${escapeHtml(subject)}</h2>
<p>${escapeHtml(to)} · <time datetime="${escapeHtml(at)}">${escapeHtml(time)} UTC</time></p>
<pre>${withLinks(text)}</pre>`;
    });
    const body = `
<h1>Local mailbox</h1>
<p>This installation sends no mail and no text messages. What it would have sent stays here.</p>
${items.join('\n') || '<p>Nothing yet.</p>'}`;
    sendPage(res, { title: 'Local mailbox', body, lang: 'en' });
  };
}

function isFromThisMachine(req: Request): boolean {
  return (
    isLoopback(req.socket.remoteAddress ?? '') &&
    URL.canParse(`http://${req.headers.host ?? ''}`) &&
    isLoopback(new URL(`http://${req.headers.host ?? ''}`).hostname) &&
    HEADERS_OF_PROXIES.every((name) => req.headers[name] === undefined)
  );
}

function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/[^\s"'<>]+)/)
    .map((part, index) => {
      const shown = escapeHtml(part);
      return index % 2 === 1 ? `<a href="${shown}">${shown}</a>` : shown;
    })
    .join('');
}
