import type { Request, Response } from 'express';
import type { Meeting } from './router';
import { readJsonBody } from './router/body';

/**
 * The paths that two surfaces have. At the root, who names a user by `username` means the relay's operation, and
 * whoever else the agent's, which also answers what cannot be understood. A model call is the same on both surfaces
 * that take it; the gateway's also lets a session in.
 */
export const MEETINGS: readonly Meeting[] = [
  ...['/api/auth/login', '/api/auth/register'].map((path): Meeting => ({
    method: 'POST',
    path,
    choose: async (req, res) => ((await namesUser(req, res)) ? 'relay' : 'agent'),
  })),
  { method: 'POST', path: '/v1/responses', choose: () => Promise.resolve('gateway') },
];

async function namesUser(req: Request, res: Response): Promise<boolean> {
  try {
    const { json } = await readJsonBody(req, res);
    return typeof json === 'object' && json !== null && Object.hasOwn(json, 'username');
  } catch {
    return false; // the operation reads it again, and says what is wrong with it
  }
}
