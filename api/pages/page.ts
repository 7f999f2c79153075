import type { Response } from 'express';

/** Text as HTML shows it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
  :root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #dfe4ea; --accent: #2456d6; --page: #f7f8fa; --card: #fff; --bad: #b3261e; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #e8ecf2; --soft: #9aa5b4; --line: #303947; --accent: #86a8ff; --page: #12161c; --card: #1a2029; --bad: #ff8a80; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.6 system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
  main { max-width: 44rem; margin: 0 auto; padding: 4rem 1.5rem; }
  h1 { margin: 0 0 .25rem; font-size: 1.75rem; letter-spacing: -.01em; }
  p { margin: .25rem 0 1.5rem; color: var(--soft); }
  ul { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); }
  li + li { border-top: 1px solid var(--line); }
  li a { display: flex; justify-content: space-between; gap: 1rem; padding: .85rem 1.1rem; color: inherit; text-decoration: none; }
  li a:hover { color: var(--accent); }
  li code { color: var(--soft); white-space: nowrap; }
  pre { overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem 1.1rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); font-size: .85rem; line-height: 1.5; }
  h2 { margin: 2.5rem 0 .75rem; font-size: 1.05rem; }
  a { color: var(--accent); }
  img, video { display: block; max-width: 100%; border-radius: .75rem; margin-bottom: .25rem; }
  svg[data-qr] { width: 12rem; height: 12rem; background: #fff; padding: .5rem; border-radius: .5rem; }
  form { display: grid; gap: .75rem; max-width: 24rem; }
  label, form input { display: block; width: 100%; }
  form small { display: block; color: var(--soft); }
  p[data-bad] { color: var(--bad); }
  input, button { font: inherit; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); color: inherit; }
  button { border-color: var(--accent); background: var(--accent); color: var(--page); cursor: pointer; }
`;

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

interface Page {
  readonly title: string;
  /** HTML; what came from outside must have gone through escapeHtml. */
  readonly body: string;
  readonly lang: string;
  /** The address of a script of ours; without it nothing runs in the page. */
  readonly script?: string;
  /** A script of somebody else's, by its whole address: it runs before ours, and nothing in the page sends anything then. */
  readonly vendorScript?: string;
  /** More of how it looks. */
  readonly style?: string;
  /** Pictures and videos of ours; nothing unless told. */
  readonly shows?: 'media';
  /** Whether it has a form that comes back to us. */
  readonly posts?: boolean;
}

/** Sends a whole page, which may load and do nothing but what is told. */
export function sendPage(res: Response, page: Page): void {
  const { title, body, lang, script, vendorScript, style = '', shows, posts = false } = page;
  const runs = script === undefined ? '' : scriptPolicy(vendorScript);
  const media = shows === undefined ? '' : "; img-src 'self'; media-src 'self'";
  const form = `; form-action ${posts ? "'self'" : "'none'"}`;
  res.setHeader('Content-Security-Policy', `${POLICY}${form}${runs}${media}`);
  res.setHeader('Cache-Control', 'no-store');
  res.type('html').send(`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}${style}</style>
</head>
<body><main>${body}</main>${[vendorScript, script].map(scriptElement).join('')}</body>
</html>
`);
}

function scriptPolicy(vendorScript: string | undefined): string {
  return vendorScript === undefined
    ? "; script-src 'self'; connect-src 'self'"
    : `; script-src 'self' ${new URL(vendorScript).origin}`;
}

function scriptElement(address: string | undefined): string {
  return address === undefined ? '' : `<script src="${escapeHtml(address)}"></script>`;
}
