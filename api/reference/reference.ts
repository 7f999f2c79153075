import path from 'node:path';
import { Router, type Response } from 'express';
import send from 'send';
import type { OpenApiDocument } from '../../openapi/document';
import { escapeHtml } from '../pages/page';

/** The package of Swagger UI holds the page's script and style, so that it works without the internet. */
const ASSETS_FOLDER = path.dirname(require.resolve('swagger-ui-dist/package.json'));
const ASSETS: readonly string[] = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

const START = `
const { url } = document.currentScript.dataset;
SwaggerUIBundle({
  url,
  dom_id: '#reference',
  deepLinking: true,
  validatorUrl: 'none',
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
});
`;

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

function titleOf({ info }: OpenApiDocument): string {
  const title = info['title'];
  return typeof title === 'string' ? title : 'API';
}

/** `/openapi/<surface>.json`, and `/docs/<surface>` to read it and try its operations; `/docs` leads to their index. */
export function createReference(documents: Readonly<Record<string, OpenApiDocument>>): Router {
  const router = Router();
  for (const [name, document] of Object.entries(documents)) {
    const json = JSON.stringify(document);
    const page = pageOf(name, titleOf(document));
    router.get(`/openapi/${name}.json`, (req, res) => {
      req.context.operation = 'reference.document';
      res.setHeader('Cache-Control', 'no-cache');
      res.type('json').send(json);
    });
    router.get(`/docs/${name}`, (req, res) => {
      req.context.operation = 'reference.page';
      res.setHeader('Content-Security-Policy', POLICY);
      res.setHeader('Cache-Control', 'no-cache');
      res.type('html').send(page);
    });
  }
  router.get('/docs', (req, res) => {
    req.context.operation = 'reference.index';
    res.redirect('/');
  });
  router.get('/docs/assets/start.js', (_req, res: Response) => {
    res.setHeader('Cache-Control', 'no-cache');
    res.type('js').send(START);
  });
  router.get('/docs/assets/:file', (req, res, next) => {
    if (!ASSETS.includes(req.params.file)) return next();
    send(req, req.params.file, { root: ASSETS_FOLDER, maxAge: '1d' }).on('error', next).pipe(res);
  });
  return router;
}

function pageOf(name: string, title: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/docs/assets/favicon-32x32.png">
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
</head>
<body>
<div id="reference"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/assets/start.js" data-url="/openapi/${name}.json"></script>
</body>
</html>
`;
}
