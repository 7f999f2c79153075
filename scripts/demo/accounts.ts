import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** The account that the first start makes. Throws an Error when there was no start. */
export function readDemoAccount(home: string): Login {
  const file = path.join(home, 'demo.json');
  if (!existsSync(file))
    throw new Error(`There is no demo account in ${home}: the first \`npm start\` makes one.`);
  return JSON.parse(readFileSync(file, 'utf8')) as Login;
}

/** The address of an account that a demo has made. */
export function emailOf(username: string): string {
  return `${username}@taskloom.localhost`;
}
