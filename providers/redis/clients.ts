import { createClient, type RedisClientType } from 'redis';
import type { PubSubClient } from '../../domain/jobs/announcements';

/** Told of each failure of a connection; the client goes on trying to connect by itself. */
export type OnRedisError = (error: unknown) => void;

const RECONNECTING = { reconnectStrategy: (retries: number) => Math.min(50 * 2 ** retries, 2_000) };

/**
 * The client for commands: they fail at once while Redis is away. One that falls silent counts as away after
 * five seconds.
 */
export function openRedis(url: string, onError: OnRedisError): RedisClientType {
  const client: RedisClientType = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: 2_000,
    socket: { ...RECONNECTING, socketTimeout: 5_000 },
  });
  return keepConnected(client, onError);
}

/**
 * The client that listens. It speaks RESP3, in which messages are told apart from answers: with RESP2 the
 * package (5.12) loses track of which is which when a connection breaks, and drops every message after it.
 */
export function openSubscriber(url: string, onError: OnRedisError): PubSubClient & { destroy(): void } {
  return keepConnected(createClient({ url, RESP: 3, socket: RECONNECTING }), onError);
}

interface Connecting {
  on(event: 'error', listener: OnRedisError): unknown;
  connect(): Promise<unknown>;
}

function keepConnected<C extends Connecting>(client: C, onError: OnRedisError): C {
  client.on('error', onError);
  client.connect().catch(onError);
  return client;
}
