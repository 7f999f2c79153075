import type { GatewayHandler } from '../operation';
import { listOf } from './list';

export const listCalls: GatewayHandler<'listCalls'> = async (
  { query: { user_id: userId, ...query } = {}, language },
  deps,
) => listOf(query, { userId, reader: 'administrator', language }, deps);
