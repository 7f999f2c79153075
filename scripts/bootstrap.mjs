/**
 * What every `npm run` command goes through: `node scripts/bootstrap.mjs <command> [arguments]`.
 *
 * It needs nothing but Node: it checks the Node version, installs the packages when the lock file is newer
 * than they are, compiles what changed, and then runs `dist/scripts/<command>.js` in this process.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const COMMANDS = [
  ...['start', 'test', 'test-sandboxes', 'demo', 'simulators', 'build', 'check', 'bench', 'generate'],
  ...['images', 'sign-in'],
];
/** Commands that work with the settings of a `.env` file; the tests must not depend on it. */
const WITH_DOT_ENV = ['start', 'demo', 'bench', 'images', 'sign-in'];
/** Commands that are needed most when the types do not fit: they work with what could be compiled. */
const DESPITE_TYPE_ERRORS = ['check', 'generate'];
const SOURCES = [
  ...['activities', 'api', 'bench', 'config', 'domain', 'openapi', 'providers', 'scripts', 'simulators'],
  ...['temporal', 'workflows', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
];
const OLDEST_NODE = [20, 19];

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const inRoot = (...segments) => path.join(root, ...segments);

const [command = '', ...args] = process.argv.slice(2);
await main();

async function main() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    stop(`Taskloom needs Node ${OLDEST_NODE.join('.')} or newer, and this is Node ${process.versions.node}.`);
  }
  if (!COMMANDS.includes(command)) {
    stop(`Usage: node scripts/bootstrap.mjs <${COMMANDS.join(' | ')}> [arguments]`);
  }
  process.chdir(root);
  if (!isInstalled() || !isBuilt()) await alone(prepare);
  if (command === 'build') return;

  if (WITH_DOT_ENV.includes(command) && statOf(inRoot('.env'))) process.loadEnvFile(inRoot('.env'));
  const script = inRoot('dist', 'scripts', `${command}.js`);
  process.argv = [process.argv[0], script, ...args];
  await import(pathToFileURL(script).href);
}

async function prepare() {
  if (!isInstalled()) await install();
  if (!isBuilt()) await build();
}

// ---- packages

/** The packages are in step when this file holds the hash of the lock file they were installed from. */
function isInstalled() {
  const lock = sha256(readFileSync(inRoot('package-lock.json')));
  if (textOf(inRoot('node_modules', '.taskloom-lock')) === lock) return true;
  // Installed by npm itself, after the lock file was written.
  const installed = statOf(inRoot('node_modules', '.package-lock.json'));
  if (!installed || installed.mtimeMs < statSync(inRoot('package-lock.json')).mtimeMs) return false;
  writeFileSync(inRoot('node_modules', '.taskloom-lock'), lock);
  return true;
}

async function install() {
  const npm = process.env.npm_execpath;
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const ended = progress('Packages', 'installing with npm ci');
  const { code, output } = await run(...(npm ? [process.execPath, [npm, ...options]] : ['npm', options]));
  ended(code === 0 ? 'installed' : undefined);
  if (code !== 0) stop(`${output}\nnpm ci failed: the packages could not be installed.`);
  writeFileSync(inRoot('node_modules', '.taskloom-lock'), sha256(readFileSync(inRoot('package-lock.json'))));
}

// ---- build

/** The build is in step when dist/.stamp holds the fingerprint of the sources. */
function isBuilt() {
  return textOf(inRoot('dist', '.stamp')) === fingerprint(SOURCES);
}

async function build() {
  const stamp = fingerprint(SOURCES);
  const compiled = progress('Build', 'compiling');
  const tsc = inRoot('node_modules', 'typescript', 'bin', 'tsc');
  const { code, output } = await run(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--pretty']);
  await bundleDocuments();
  const tolerated = code !== 0 && DESPITE_TYPE_ERRORS.includes(command);
  compiled(code === 0 ? 'compiled' : tolerated ? 'compiled, though the types do not fit' : undefined);
  if (tolerated) return;
  if (code !== 0) stop(`${output}\nThe types do not fit together, so nothing was started.`);
  removeOrphans(inRoot('dist'), root);
  await bundleWorkflows();
  writeFileSync(inRoot('dist', '.stamp'), stamp);
}

/** The API's documents are served from one file, which is made anew when one of them has changed. */
async function bundleDocuments() {
  const stamp = fingerprint(['openapi', 'dist/openapi']);
  if (textOf(inRoot('dist', '.documents-stamp')) === stamp && statOf(inRoot('dist', 'documents.json')))
    return;
  const { code, output } = await run(process.execPath, [inRoot('dist', 'scripts', 'bundle-documents.js')]);
  if (code !== 0) stop(`${output}\nThe API's documents could not be read.`);
  writeFileSync(inRoot('dist', '.documents-stamp'), stamp);
}

/** Temporal's workflows run from one bundle. It is made anew when what it may import has changed. */
async function bundleWorkflows() {
  const stamp = fingerprint(['dist/workflows', 'dist/domain', 'package-lock.json'], (file) =>
    sha256(readFileSync(file)),
  );
  if (textOf(inRoot('dist', '.bundle-stamp')) === stamp && statOf(inRoot('dist', 'workflow-bundle.js')))
    return;
  const ended = progress('Build', 'bundling the workflows');
  const { code, output } = await run(process.execPath, [inRoot('dist', 'scripts', 'bundle-workflows.js')]);
  ended(code === 0 ? 'workflows bundled' : undefined);
  if (code !== 0) stop(`${output}\nThe workflows could not be bundled.`);
  writeFileSync(inRoot('dist', '.bundle-stamp'), stamp);
}

/** Removes compiled files whose source is gone: what is found by its file name must not outlive it. */
function removeOrphans(compiled, sources) {
  for (const entry of readdirSync(compiled, { withFileTypes: true })) {
    const file = path.join(compiled, entry.name);
    if (entry.isDirectory()) {
      const source = path.join(sources, entry.name);
      if (statOf(source)?.isDirectory()) removeOrphans(file, source);
      else rmSync(file, { recursive: true });
    } else if (compiled !== inRoot('dist') && /\.js(\.map)?$/.test(entry.name)) {
      const source = path.join(sources, entry.name.replace(/\.js(\.map)?$/, '.ts'));
      if (!statOf(source)) rmSync(file);
    }
  }
}

/** A hash over the names of all files below `places`, and their times and sizes (or what `mark` tells of each). */
function fingerprint(places, mark = (file, stat) => `${stat.mtimeMs}:${stat.size}`) {
  const hash = createHash('sha256').update(process.version);
  const visit = (file) => {
    const stat = statOf(file);
    if (!stat) return;
    if (stat.isDirectory()) for (const name of readdirSync(file).sort()) visit(path.join(file, name));
    else if (!file.endsWith('.map')) hash.update(`${path.relative(root, file)}\0${mark(file, stat)}\n`);
  };
  for (const place of places) visit(inRoot(place));
  return hash.digest('hex');
}

// ---- one at a time

/** Runs `work` while no other command of this checkout does: two `npm ci` at once would destroy each other. */
async function alone(work) {
  mkdirSync(inRoot('.taskloom'), { recursive: true, mode: 0o700 });
  const lock = inRoot('.taskloom', 'prepare.lock');
  for (let told = false; !take(lock); told = true) {
    if (!told) console.log('  Another command is preparing this checkout; waiting for it.');
    await delay(200);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    process.once('exit', () => {
      if (textOf(lock) === String(process.pid)) rmSync(lock, { force: true });
    });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const holder = Number(textOf(lock));
    if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// ---- small things

/** A line that says what is going on, with its time; the function it answers ends it. */
function progress(name, doing) {
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  const line = (mark, text) => `  ${mark} ${name.padEnd(14)} ${text}`;
  const atTerminal = process.stdout.isTTY;
  const draw = () => process.stdout.write(`\r\u001b[2K${line('…', `${doing} ${seconds()}`)}`);
  const timer = atTerminal ? setInterval(draw, 200) : undefined;
  if (!atTerminal) console.log(line('…', doing));
  return (done) => {
    clearInterval(timer);
    const end =
      done === undefined
        ? line('✗', `${doing}: failed after ${seconds()}`)
        : line('✓', `${done} (${seconds()})`);
    process.stdout.write(`${atTerminal ? '\r\u001b[2K' : ''}${end}\n`);
  };
}

/** Runs a program to its end and keeps what it printed; a signal to this process ends it too. */
function run(program, programArgs) {
  return new Promise((resolve) => {
    const child = spawn(program, programArgs, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    const interrupt = (signal) => {
      child.kill(signal);
      child.once('close', () => process.exit(130));
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, interrupt);
    const end = (code, problem) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, interrupt);
      resolve({ code, output: problem ?? Buffer.concat(chunks).toString('utf8') });
    };
    child.once('error', (error) => end(1, `${program}: ${error.message}`));
    child.once('close', (code) => end(code ?? 1));
  });
}

function stop(message) {
  console.error(message);
  process.exit(1);
}

function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

function statOf(file) {
  return statSync(file, { throwIfNoEntry: false });
}

function textOf(file) {
  return statOf(file) ? readFileSync(file, 'utf8') : undefined;
}
