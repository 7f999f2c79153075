import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What an installation made up for itself, once: the passwords of its own services. */
export interface Credentials {
  readonly mysql: string;
  readonly mysqlRoot: string;
  readonly redis: string;
  readonly epayKey: string;
}

/** The folder that an installation keeps everything in (TASKLOOM_HOME). */
export interface Installation {
  readonly home: string;
  readonly run: string;
  readonly logs: string;
  /** The secret that all keys are derived from; made at the first start. */
  secret(): string;
  readonly credentials: Credentials;
}

export function openInstallation(home: string): Installation {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const credentials = keep(path.join(home, 'credentials.json'), () =>
    JSON.stringify({
      mysql: word(),
      mysqlRoot: word(),
      redis: word(),
      epayKey: word(),
    } satisfies Credentials),
  );
  return {
    home,
    run: path.join(home, 'run'),
    logs: path.join(home, 'logs'),
    secret: () => keep(path.join(home, 'secret'), () => randomBytes(32).toString('hex')),
    credentials: JSON.parse(credentials) as Credentials,
  };
}

/** The content of a file that only its owner may read; `make` writes it when it is not there yet. */
export function keep(file: string, make: () => string): string {
  try {
    writeFileSync(file, make(), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

/** A password that needs no quoting in SQL, an address or a configuration file. */
export function word(): string {
  return randomBytes(15).toString('base64url');
}
