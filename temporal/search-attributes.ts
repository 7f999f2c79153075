import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../workflows/contract';

const KEYWORD = 2; // temporal.api.enums.v1.IndexedValueType
const NAMES = Object.values(SEARCH_ATTRIBUTES).map(({ name }) => name);
const ALREADY_EXISTS = 6; // gRPC status

const TRIES = 100;
const TRY_MS = 100;

/**
 * Makes the namespace know the search attributes of the contract, and waits until it does: a start that
 * uses one before is refused. Safe to call from every process that starts.
 */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const missing = await missingAttributes(connection, namespace);
    if (missing.length === 0) return;
    if (attempt === TRIES)
      throw new Error(`Temporal does not take the search attributes ${missing.join(', ')}.`);
    if (attempt === 1) await add(connection, namespace, missing);
    else await delay(TRY_MS); // the server tells nobody when it has read its own change
  }
}

async function missingAttributes(connection: Connection, namespace: string): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return NAMES.filter((name) => !(name in customAttributes));
}

async function add(connection: Connection, namespace: string, names: readonly string[]): Promise<void> {
  const searchAttributes = Object.fromEntries(names.map((name) => [name, KEYWORD]));
  try {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    if ((error as { code?: unknown }).code !== ALREADY_EXISTS) throw error; // another process was first
  }
}
