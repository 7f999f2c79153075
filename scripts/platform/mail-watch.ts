import { mkdirSync, readFileSync, watch } from 'node:fs';
import path from 'node:path';
import type { KeptMessage } from '../../providers/mail/local-mailbox';

/** Tells of every message that comes into the local mailbox from now on. Answers how to stop. */
export function watchMailbox(folder: string, tell: (message: KeptMessage) => void): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const told = new Set<string>();
  const watcher = watch(folder, (_event, name) => {
    // The mailbox renames a message into its place when it is whole.
    if (!name?.endsWith('.json') || name.startsWith('.') || told.has(name)) return;
    try {
      const message = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as KeptMessage;
      told.add(name);
      tell(message);
    } catch {
      // An old one was thrown away.
    }
  });
  return () => watcher.close();
}
