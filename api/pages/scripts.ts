import { Router } from 'express';

/** Serves the scripts of pages, each at its address. */
export function createPageScripts(scripts: Readonly<Record<string, string>>): Router {
  const router = Router();
  for (const [address, source] of Object.entries(scripts)) {
    router.get(address, (req, res) => {
      req.context.operation = 'pages.script';
      res.setHeader('Cache-Control', 'no-cache');
      res.type('js').send(source);
    });
  }
  return router;
}
