import { createHash, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import type { Registry } from 'prom-client';
import { AppError } from '../../domain/errors';
import { bearerToken } from '../auth/bearer-strategy';
import { readiness, type Check } from './readiness';

/** `/health`: the process lives. `/ready`: it can do its work. `/metrics`: figures for Prometheus. */
export function createStatusRoutes(dependencies: {
  readonly registry: Registry;
  /** What `/metrics` asks for as a Bearer token; open without one. */
  readonly metricsToken: string | undefined;
  readonly needed: Readonly<Record<string, Check>>;
  readonly helpful: Readonly<Record<string, Check>>;
}): Router {
  const { registry, metricsToken, needed, helpful } = dependencies;
  const router = Router();

  router.get('/health', (req, res) => {
    req.context.operation = 'status.health';
    res.json({ status: 'ok' });
  });

  router.get('/ready', async (req, res) => {
    req.context.operation = 'status.ready';
    const state = await readiness(needed, helpful);
    res.status(state.status === 'not ready' ? 503 : 200).json(state);
  });

  router.get('/metrics', async (req, res) => {
    req.context.operation = 'status.metrics';
    if (metricsToken !== undefined && !same(bearerToken(req.headers.authorization), metricsToken)) {
      throw new AppError('UNAUTHENTICATED');
    }
    res.type(registry.contentType).send(await registry.metrics());
  });

  return router;
}

/** Compares without telling by its time how much was right. */
function same(given: string | undefined, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(right));
}
