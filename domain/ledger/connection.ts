import type { Socket } from 'node:net';
import { createConnection, type Connection, type ConnectionOptions } from 'mysql2';
import type { Database } from '../db/database';
import { sessionSettings } from '../db/session-settings';
import { sql, type Statement } from '../db/statement';
import { markFailure, type Row, type Session } from './session';

/** How long a batch waits for a row that another transaction has locked, in seconds: the least there is. */
const LOCK_WAIT_SECONDS = 1;

/** A batch takes milliseconds. A server that has not answered by then is taken for gone, as its host may be. */
const ANSWER_TIMEOUT_MS = 30_000;

/**
 * A connection of the ledger's own, beside the pool. It may send several statements in one packet, which
 * saves a batch most of its round trips; the pool's connections must not be able to, for there it would turn
 * a mistake in quoting into a catastrophe. Here every statement comes from `db/statement`, which quotes. Between
 * batches it does not keep the process alive.
 */
export class LedgerConnection implements Session {
  private constructor(private readonly connection: Connection) {
    // An error between batches has nobody to go to; the next statement meets it.
    connection.on('error', () => {});
  }

  static async open(db: Database): Promise<LedgerConnection> {
    const connection = createConnection(optionsOf(db));
    const session = new LedgerConnection(connection);
    try {
      await new Promise<void>((resolve, reject) => {
        connection.connect((error) => (error ? reject(error) : resolve()));
      });
      await session.run([sql`SET autocommit = 0`, ...sessionSettings(LOCK_WAIT_SECONDS)]);
      return session;
    } catch (error) {
      session.destroy();
      throw error;
    }
  }

  /** All statements in one round trip. */
  async run(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
    const socket = this.socket();
    socket.ref();
    let timer: NodeJS.Timeout | undefined;
    let answered = 0;
    try {
      const results = await new Promise<unknown[]>((resolve, reject) => {
        // Not the driver's own time-out, which outlives a connection that is lost.
        timer = setTimeout(() => reject(noAnswer()), ANSWER_TIMEOUT_MS);
        const query = this.connection.query(statements.join(';'), (error, result: unknown) => {
          if (error) reject(error);
          else resolve(statements.length === 1 ? [result] : (result as unknown[]));
        });
        // The driver tells of the columns of each result as it comes; those of a write are none.
        query.on('fields', () => answered++);
      });
      return results.map((result) => (Array.isArray(result) ? (result as Row[]) : []));
    } catch (error) {
      throw markFailure(error, answered);
    } finally {
      clearTimeout(timer);
      socket.unref();
    }
  }

  /** Says goodbye to the server, and answers when it has. */
  async end(): Promise<void> {
    await new Promise<void>((resolve) => this.connection.end(() => resolve()));
  }

  /** Drops the connection at once; the server rolls back what it had open. */
  destroy(): void {
    this.connection.destroy();
  }

  private socket(): Socket {
    // mysql2 leaves its socket out of its types.
    return (this.connection as unknown as { readonly stream: Socket }).stream;
  }
}

function noAnswer(): Error {
  return Object.assign(new Error('the database has not answered the ledger'), { code: 'ETIMEDOUT' });
}

function optionsOf(db: Database): ConnectionOptions {
  const { host, port, username, password, database, dialectOptions } = db.config;
  return {
    ...(dialectOptions as ConnectionOptions | undefined),
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port: Number(port) }),
    user: username,
    password: password ?? '',
    database,
    timezone: 'Z',
    supportBigNumbers: true,
    multipleStatements: true,
    // Our statements are complete: without this the driver searches each for placeholders.
    queryFormat: (sql) => sql,
  };
}
