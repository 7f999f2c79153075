import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findBinary, searchPath, versionText } from './binaries';
import { plainEnvironment } from './environment';
import { mysqlAnswers } from './probes';
import type { ServicePlan, Supervisor } from './supervisor';

/** A server program that is on this machine. */
export interface MysqlBinary {
  readonly program: string;
  readonly flavour: 'mariadb' | 'mysql';
  /** `MariaDB 10.11.6` */
  readonly title: string;
}

export interface MysqlOptions {
  /** The folder that holds the data (in a folder of its own below). */
  readonly home: string;
  readonly port: number;
  /** The account that is made; it may do everything on `schema`, or everything at all when there is none. */
  readonly account: { readonly user: string; readonly password: string; readonly schema: string | undefined };
  readonly rootPassword: string;
  /**
   * Whether a commit is on the disk before it is answered, so that it outlives the machine. Without it a
   * commit still outlives the server: the kernel has it.
   */
  readonly durable: boolean;
}

const OLDEST = { mariadb: [10, 6], mysql: [8, 0] } as const;

/** A MariaDB (10.6 or newer) or MySQL (8.0 or newer) server of this machine. */
export async function findMysql(env = process.env): Promise<MysqlBinary | undefined> {
  const folders = searchPath(env);
  for (const name of ['mariadbd', 'mysqld']) {
    const program = findBinary([name], folders);
    const text = program && (await versionText(program, '--no-defaults', '--version'));
    const version = text && /Ver (\d+)\.(\d+)\.(\d+)/.exec(text);
    if (!program || !version) continue;
    const flavour = text.includes('MariaDB') ? 'mariadb' : 'mysql';
    const [major, minor] = [Number(version[1]), Number(version[2])];
    const [oldestMajor, oldestMinor] = OLDEST[flavour];
    if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) continue;
    const title = `${flavour === 'mariadb' ? 'MariaDB' : 'MySQL'} ${version.slice(1).join('.')}`;
    return { program, flavour, title };
  }
  return undefined;
}

/** The address of the account, for one that has no schema without a path. */
export function mysqlUrl({ port, account }: Pick<MysqlOptions, 'port' | 'account'>): string {
  const path = account.schema === undefined ? '' : `/${account.schema}`;
  return `mysql://${account.user}:${account.password}@127.0.0.1:${port}${path}`;
}

/** Makes the data folder, unless there is one; a half made one is made anew. */
export async function prepareMysql(
  binary: MysqlBinary,
  options: MysqlOptions,
  supervisor: Supervisor,
): Promise<void> {
  const data = dataFolder(binary, options);
  if (existsSync(data)) return;
  const fresh = `${data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  const common = ['--no-defaults', `--datadir=${fresh}`, ...ownTemporaryFolder(options), ...asUser()];
  const command =
    binary.flavour === 'mariadb'
      ? {
          program: installTool(),
          args: [...common, '--skip-test-db', '--auth-root-authentication-method=normal'],
        }
      : { program: binary.program, args: [...common, '--initialize-insecure'] };
  await supervisor.complete({
    ...command,
    name: 'mysql-install',
    title: `The first set-up of ${binary.title}`,
    env: plainEnvironment(),
    graceMs: 1_000,
    stage: 1,
  });
  renameSync(fresh, data);
}

/** How the server is run: privately, on the loopback, with its accounts set to `options` at every start. */
export function mysqlPlan(binary: MysqlBinary, options: MysqlOptions): ServicePlan {
  const data = dataFolder(binary, options);
  const accounts = path.join(options.home, 'mysql-accounts.sql');
  writeFileSync(accounts, accountStatements(options), { mode: 0o600 });
  chmodSync(accounts, 0o600);
  return {
    name: 'mysql',
    title: binary.title,
    stage: 1,
    graceMs: 30_000,
    readyWithinMs: 120_000,
    program: binary.program,
    args: [
      '--no-defaults',
      ...asUser(),
      `--datadir=${data}`,
      ...ownTemporaryFolder(options),
      `--port=${options.port}`,
      '--bind-address=127.0.0.1',
      // Relative to the data folder: the whole path of a socket may be 107 bytes long, and a home's may not fit.
      '--socket=mysql.sock',
      '--pid-file=mysql.pid',
      `--init-file=${accounts}`,
      '--skip-name-resolve',
      '--skip-log-bin',
      '--local-infile=0',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_ci',
      '--max-connections=400',
      '--max-allowed-packet=64M',
      '--innodb-buffer-pool-size=256M',
      `--innodb-flush-log-at-trx-commit=${options.durable ? 1 : 2}`,
      ...(binary.flavour === 'mariadb'
        ? ['--innodb-log-file-size=256M']
        : ['--loose-mysqlx=OFF', '--performance-schema=OFF', '--loose-innodb-redo-log-capacity=256M']),
    ],
    env: plainEnvironment(),
    probe: () => mysqlAnswers(mysqlUrl(options)),
  };
}

/**
 * One statement a line, as --init-file asks for. Root keeps a password and the local socket; nobody else
 * but our account may log in.
 */
function accountStatements({ account, rootPassword }: MysqlOptions): string {
  const name = `'${account.user}'@'127.0.0.1'`;
  const reach = account.schema === undefined ? '*.*' : `\`${account.schema}\`.*`;
  return [
    ...(account.schema === undefined
      ? []
      : [
          `CREATE DATABASE IF NOT EXISTS \`${account.schema}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`,
        ]),
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${rootPassword}';`,
    `DROP USER IF EXISTS 'root'@'127.0.0.1', 'root'@'::1', ''@'localhost';`,
    `CREATE USER IF NOT EXISTS ${name} IDENTIFIED BY '${account.password}';`,
    `ALTER USER ${name} IDENTIFIED BY '${account.password}';`,
    `GRANT ALL PRIVILEGES ON ${reach} TO ${name}${account.schema === undefined ? ' WITH GRANT OPTION' : ''};`,
    '',
  ].join('\n');
}

/** The data of the two servers is not of one kind, so that each has a folder of its own. */
function dataFolder(binary: MysqlBinary, { home }: MysqlOptions): string {
  return path.join(home, binary.flavour);
}

/** A server that starts removes every temporary table from the folder, those of others that run there too. */
function ownTemporaryFolder({ home }: MysqlOptions): string[] {
  const folder = path.join(home, 'mysql-tmp');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return [`--tmpdir=${folder}`];
}

/** Root must say that it means to run a server as root: its data may lie where no other user can go. */
function asUser(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}

function installTool(): string {
  return (
    findBinary(['mariadb-install-db', 'mysql_install_db'], searchPath(process.env)) ?? 'mariadb-install-db'
  );
}
