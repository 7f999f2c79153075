import type { GatewayHandler } from '../operation';
import { listOf } from './list';

export const listOwnCalls: GatewayHandler<'listOwnCalls'> = async (
  { query = {}, user: { userId }, language },
  deps,
) => listOf(query, { userId, reader: 'owner', language }, deps);
