import type { Connection } from 'mysql2';
import { ConnectionError, Sequelize } from 'sequelize';
import { sessionSettings } from './session-settings';

export interface DatabaseSettings {
  /** `mysql://user:password@host:port/schema`; MySQL 8 or MariaDB 10.11. */
  readonly url: string;
  /** Connections this process may open. */
  readonly poolSize: number;
}

export type Database = Sequelize;

/** How long a statement waits for a locked row; `inTransaction` does so up to eight times. */
const LOCK_WAIT_SECONDS = 3;

/**
 * Opens the pool. All times are UTC, all text is utf8mb4, every transaction reads committed rows, and no
 * statement waits long for a locked row.
 */
export function openDatabase({ url, poolSize }: DatabaseSettings): Database {
  const db = new Sequelize(url, {
    dialect: 'mysql',
    logging: false,
    timezone: '+00:00',
    define: { charset: 'utf8mb4', timestamps: false, underscored: true, freezeTableName: true },
    pool: { max: poolSize, min: 0, idle: 30_000, acquire: 20_000 },
    retry: { max: 1 },
    dialectOptions: {
      charset: 'utf8mb4',
      supportBigNumbers: true,
      connectTimeout: 10_000,
      // A statement that matches more than one row tells how many it matched, not how many it changed.
      flags: ['-FOUND_ROWS'],
    },
  });
  // Once a connection: Sequelize would say it before each transaction, at the price of a round trip.
  db.addHook('afterConnect', async (connection) => {
    const opened = connection as Connection;
    try {
      for (const setting of sessionSettings(LOCK_WAIT_SECONDS)) await opened.promise().query(setting);
    } catch (error) {
      // Of a hook's error the pool does not say that it is the connection's; and it keeps the connection.
      opened.destroy();
      throw new ConnectionError(error as Error);
    }
  });
  return db;
}
