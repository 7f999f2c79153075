import type { RequestHandler } from 'express';

/** Three threads of a loom, and the one that goes through them. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="7" fill="#2456d6"/>
<path d="M9 6v20M16 6v20M23 6v20M5 20c6-9 16 1 22-8" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/>
</svg>
`;

/** `/favicon.ico`, which browsers ask for with whatever page of ours they show first. */
export const favicon: RequestHandler = (req, res) => {
  req.context.operation = 'pages.favicon';
  res.setHeader('Cache-Control', 'public, max-age=86400');
  res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  res.type('image/svg+xml').send(ICON);
};
