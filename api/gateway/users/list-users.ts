import type { GatewayHandler } from '../operation';
import { readUserViews } from './user-views';

const MOST = 1000;

export const listUsers: GatewayHandler<'listUsers'> = async (
  { query: { search, after, limit = MOST } = {} },
  deps,
) => readUserViews(await deps.users.list({ search, after, limit }), deps);
