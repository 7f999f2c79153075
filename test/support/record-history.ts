import { writeFileSync } from 'node:fs';
import type { WorkflowHandle } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { inProject } from '../../config/paths';

// Not the SDK's own conversion to JSON: it fails where npm installs more than one copy of protobufjs.
const { History } = temporal.api.history.v1;
export type History = temporal.api.history.v1.IHistory;

/**
 * Keeps a workflow's history for the replay test, when the tests are run to record:
 * `TASKLOOM_RECORD_HISTORIES=1 npm test -- test/workflows`. `name` is `<workflow>.<branch>`.
 *
 * A history stands for workflows that may be running when the code changes. So one that was released is not
 * recorded anew for a change to pass: the change uses `patched`, and its own branch gets a history of its own.
 */
export async function recordHistory(
  name: string,
  handle: Pick<WorkflowHandle, 'fetchHistory'>,
): Promise<void> {
  if (!process.env['TASKLOOM_RECORD_HISTORIES']) return;
  const history = History.fromObject(await handle.fetchHistory());
  const json = withoutThisMachine(History.toObject(history, { longs: String, enums: String, bytes: String }));
  writeFileSync(
    inProject('test', 'replay', 'histories', `${name}.json`),
    `${JSON.stringify(json, null, 1)}\n`,
  );
}

/** Reads what was recorded. */
export function readHistory(json: string): History {
  return History.fromObject(JSON.parse(json) as object);
}

/** All that stands in a history, payloads decoded: what somebody reads who may look at it. */
export function wordsOf(history: unknown): string {
  if (history instanceof Uint8Array) return Buffer.from(history).toString('utf8');
  if (typeof history !== 'object' || history === null) return String(history);
  return Object.values(history).map(wordsOf).join('\n');
}

/** Drops stack traces, and who and where the workers were: replay needs neither. */
function withoutThisMachine(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\b\d+@[\w.-]*?(?=-taskloom|$)/, 'worker');
  if (Array.isArray(value)) return value.map(withoutThisMachine);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'stackTrace')
      .map(([key, item]) => [key, withoutThisMachine(item)]),
  );
}
