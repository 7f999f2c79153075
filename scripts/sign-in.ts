import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { PassThrough } from 'node:stream';
import { loadLaunchSettings } from '../config/settings';
import { emailOf, readDemoAccount } from './demo/accounts';
import { signInForCode } from './demo/code-client';
import { runningAt } from './platform/records';

const FILE = 'cookies.txt';

/**
 * `npm run sign-in [-- EMAIL]`: signs in at the code API, which takes a proof of work, and writes a file that `curl -b` takes.
 * Without an address that is the demo account; the password of any other is read from the standard input.
 */
async function main([email]: readonly string[]): Promise<void> {
  if (email === '--help') {
    console.log('npm run sign-in [-- EMAIL]   signs in at the code API, and writes cookies.txt for curl -b');
    return;
  }
  const settings = loadLaunchSettings(process.env);
  const url = runningAt(settings.home) ?? settings.publicUrl;
  const login = email === undefined ? demoLogin(settings.home) : { email, password: await askPassword() };
  const { cookie } = await signInForCode(url, login);
  const file = path.resolve(process.env['INIT_CWD'] ?? '.', FILE);
  // What is there already may be read by others.
  rmSync(file, { force: true });
  writeFileSync(file, jarOf(new URL(url).hostname, cookie()), { mode: 0o600 });
  console.log(`${login.email} is signed in at ${url}: curl -b ${FILE}`);
}

function demoLogin(home: string) {
  const { username, password } = readDemoAccount(home);
  return { email: emailOf(username), password };
}

async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) {
    for await (const line of createInterface({ input: process.stdin })) return line;
    throw new Error('A password is expected on the standard input.');
  }
  process.stdout.write('Password: ');
  // What is typed is shown where the output goes, which is nowhere.
  const typed = createInterface({ input: process.stdin, output: new PassThrough(), terminal: true });
  typed.once('SIGINT', () => process.exit(130));
  try {
    return await typed.question('');
  } finally {
    typed.close();
    process.stdout.write('\n');
  }
}

/** Netscape's format, which curl reads: host, for subdomains too, path, over TLS alone, end (0: with the session), name, value. */
function jarOf(host: string, cookie: string): string {
  const [name = '', ...value] = cookie.split('=');
  const fields = [`#HttpOnly_${host}`, 'FALSE', '/', 'FALSE', '0', name, value.join('=')];
  return `# Netscape HTTP Cookie File\n${fields.join('\t')}\n`;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  // What `fetch` throws when nobody answers.
  if (error instanceof TypeError) console.error('Is the platform running? `npm start` brings it up.');
  process.exitCode = 1;
});
