import type { AddressInfo } from 'node:net';
import express, { type Express, type Request, type Response } from 'express';
import * as eov from 'express-openapi-validator';
import { OpenAPIBackend } from 'openapi-backend';
import { readJsonBody } from '../api/router/body';
import { readOperations } from '../api/router/operation';
import { createRequestValidators } from '../api/router/validation';
import { inProject } from '../config/paths';
import { loadDocument } from '../openapi/document';
import { contest, introduce, startContender } from './contest';

/**
 * What validating costs, on the recharge route of openapi/studio.yaml: the same Express handler without any
 * validation, and with each of three validators before it. What they refuse is compared too, once each.
 */

const PATH = '/api/v1/credit/recharge';
const GOOD = { amount: 10.0, payment_method: 'alipay', unknown: 'field' };
const ROUNDS = 5;
const SECONDS = 3;

type Install = (app: Express, handler: (req: Request, res: Response) => void) => Promise<void> | void;

const document = loadDocument(inProject('openapi', 'studio.yaml'));
/** Only what is compared: signing in is not, so the copies ask for none. */
const open = { ...document, security: [] };

const CONTENDERS: Readonly<Record<string, Install>> = {
  'no validation': (app, handler) => {
    app.post(PATH, express.json(), handler);
  },

  'plain ajv': (app, handler) => {
    const operation = readOperations(document).find(({ id }) => id === 'createRecharge');
    if (!operation) throw new Error('There is no createRecharge.');
    const validator = createRequestValidators()(operation);
    app.post(PATH, async (req, res) => {
      const { json, raw } = await readJsonBody(req, res);
      validator.parameters('header', { ...req.headers });
      validator.parameters('query', {});
      validator.parameters('path', {});
      req.body = validator.body(json, raw.length);
      handler(req, res);
    });
  },

  'openapi-backend': async (app, handler) => {
    const backend = new OpenAPIBackend({
      definition: structuredClone(open) as never,
      // Its own check of the document knows 3.0 only, and takes `type: [string, 'null']` for a mistake.
      quick: true,
      ajvOpts: { removeAdditional: 'all', multipleOfPrecision: 6, strict: false },
    });
    backend.register({
      createRecharge: (_context, req: Request, res: Response) => handler(req, res),
      validationFail: (context, _req, res: Response) => {
        res.status(400).json({ errors: context.validation.errors });
      },
    });
    await backend.init();
    app.use(express.json());
    app.use((req, res, next) => {
      backend.handleRequest(req as never, req, res).catch(next);
    });
  },

  'express-openapi-validator': (app, handler) => {
    app.use(express.json());
    app.use(
      eov.middleware({
        apiSpec: structuredClone(open) as never,
        validateRequests: { removeAdditional: 'all' },
        validateSecurity: false,
        validateResponses: false,
        validateApiSpec: false,
      }),
    );
    app.post(PATH, handler);
  },
};

async function serve(name: string): Promise<void> {
  const app = express();
  app.disable('x-powered-by');
  await CONTENDERS[name]?.(app, (req, res) => {
    res.json({ code: 200, message: '订单创建成功', data: req.body as unknown });
  });
  app.use(
    (
      error: { status?: number; details?: unknown; errors?: unknown },
      _req: Request,
      res: Response,
      _next: unknown,
    ) => {
      res.status(error.status ?? 500).json({ errors: error.details ?? error.errors ?? 'refused' });
    },
  );
  const server = app.listen(0, '127.0.0.1', () => {
    introduce(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
}

async function compare(): Promise<void> {
  const names = Object.keys(CONTENDERS);
  const contenders = [];
  for (const name of names) contenders.push(await startContender(__filename, name));
  try {
    for (const { name, url } of contenders) {
      console.log(`${name}`);
      console.log(`  unknown field   ${await ask(url, JSON.stringify(GOOD))}`);
      console.log(`  wrong amount    ${await ask(url, JSON.stringify({ ...GOOD, amount: 0.001 }))}`);
      console.log(`  19.99 yuan      ${await ask(url, JSON.stringify({ ...GOOD, amount: 19.99 }))}`);
      console.log(`  NUL in a string ${await ask(url, JSON.stringify({ ...GOOD, coupon_code: 'a\0b' }))}`);
    }
    const request = {
      method: 'POST',
      path: PATH,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(GOOD),
    } as const;
    const figures = await contest(contenders, request, { rounds: ROUNDS, seconds: SECONDS });
    const bare = figures[0]?.cpuMicros ?? Number.NaN;
    for (const [index, { rate, cpuMicros }] of figures.entries()) {
      const added = `adds ${(cpuMicros - bare).toFixed(0).padStart(4)} µs of processor time a request`;
      console.log(`${names[index]?.padEnd(26)} ${rate.toFixed(0).padStart(6)}/s  ${added}`);
    }
  } finally {
    for (const contender of contenders) await contender.stop();
  }
}

async function ask(url: string, body: string): Promise<string> {
  const response = await fetch(`${url}${PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return `${response.status} ${(await response.text()).slice(0, 160)}`;
}

const [name] = process.argv.slice(2);
(name === undefined ? compare() : serve(name)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
