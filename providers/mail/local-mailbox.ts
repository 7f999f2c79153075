import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../../domain/clock';
import type { Mailer } from '../../domain/mail';
import type { Message, Tell } from './tell';

export interface KeptMessage extends Message {
  /** When it would have been sent, ISO 8601. */
  readonly at: string;
}

/** Where messages stay when this machine sends none: people look into it instead of their own. */
export interface LocalMailbox extends Mailer {
  /** Never throws: a message that cannot be written was still told of. */
  keep(message: Message): Promise<void>;
  /** The newest first. */
  list(): Promise<KeptMessage[]>;
}

export interface LocalMailboxSettings {
  /** Made when it is missing. */
  readonly folder: string;
  readonly clock: Clock;
  readonly tell: Tell;
  /** Is told why a message could not be written. */
  readonly onFailure: (error: unknown) => void;
}

const MOST_KEPT = 100;
const FILE = /^\d{15}-\d{6}-[0-9a-f]{8}\.json$/;

/**
 * One file a message, named for its time, as Maildir does: several processes write without a lock, and none is
 * ever read half. Only the owner can read them, for they hold codes.
 */
export function createLocalMailbox({ folder, clock, tell, onFailure }: LocalMailboxSettings): LocalMailbox {
  let count = 0;

  async function write(message: Message): Promise<void> {
    const at = clock.now();
    const time = String(at.getTime()).padStart(15, '0');
    const order = String(count++ % 1_000_000).padStart(6, '0');
    const name = `${time}-${order}-${randomBytes(4).toString('hex')}.json`;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = path.join(folder, `.${name}`);
    await writeFile(draft, JSON.stringify({ ...message, at: at.toISOString() }), { mode: 0o600 });
    await rename(draft, path.join(folder, name));
    const tooOld = (await names()).slice(MOST_KEPT);
    await Promise.all(tooOld.map((old) => rm(path.join(folder, old), { force: true })));
  }

  /** The newest first. */
  async function names(): Promise<string[]> {
    const files = await readdir(folder).catch(nothingIfMissing);
    return (files ?? [])
      .filter((name) => FILE.test(name))
      .sort()
      .reverse();
  }

  async function keep(message: Message): Promise<void> {
    tell(message);
    await write(message).catch(onFailure);
  }

  return {
    keep,
    send: ({ to, subject, text }) => keep({ channel: 'mail', to, subject, text }),
    async list() {
      const newest = (await names()).slice(0, MOST_KEPT);
      const texts = await Promise.all(
        // Another process may have thrown it away since.
        newest.map((name) => readFile(path.join(folder, name), 'utf8').catch(nothingIfMissing)),
      );
      return texts.filter((text) => text !== undefined).map((text) => JSON.parse(text) as KeptMessage);
    },
  };
}

function nothingIfMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
