import type { Request, Response } from 'express';
import { escapeHtml, sendPage } from './page';

/** `/`: what runs here and where to go on. */
export function createLanding({ publicUrl }: { publicUrl: string }) {
  const links = [
    ['/docs/studio', 'Studio API, to read and try'],
    ['/openapi/studio.json', 'Studio API, as OpenAPI 3.1'],
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
