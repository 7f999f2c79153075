import type { Request, Response } from 'express';
import { escapeHtml, sendPage } from './page';

/** `/`: what runs here and where to go on. */
export function createLanding({
  publicUrl,
  surfaces,
  showsMail,
}: {
  readonly publicUrl: string;
  /** Their names. */
  readonly surfaces: readonly string[];
  /** Whether there is a local mailbox to look into. */
  readonly showsMail: boolean;
}) {
  const links = [
    ...surfaces.map((name) => [`/docs/${name}`, `${titled(name)} API, to read and try`] as const),
    ...(showsMail ? [['/dev/mail', 'Mail and codes that were not sent'] as const] : []),
    ['/health', 'Whether the process lives'],
    ['/ready', 'Whether it can do its work'],
    ['/metrics', 'Figures for Prometheus'],
  ] as const;
  const items = links.map(
    ([path, text]) => `<li><a href="${path}"><span>${text}</span><code>${path}</code></a></li>`,
  );
  const first = `curl ${publicUrl}/api/v1/auth/register \\
  -H 'Content-Type: application/json' \\
  -d '{
    "username": "testuser",
    "email": "test@example.com",
    "password": "password123"
  }'`;
  const body = `
<h1>Taskloom</h1>
<p>A job platform for AI work: durable jobs, exact credits.</p>
<ul>${items.join('')}</ul>
<h2>The first call</h2>
<pre><code>${escapeHtml(first)}</code></pre>`;

  return (req: Request, res: Response): void => {
    req.context.operation = 'pages.landing';
    sendPage(res, { title: 'Taskloom', body, lang: 'en' });
  };
}

function titled(name: string): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}
