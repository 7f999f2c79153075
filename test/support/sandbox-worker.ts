import { spawn, type ChildProcess } from 'node:child_process';
import { inProject } from '../../config/paths';
import { underTest, type SandboxBench } from './sandboxes';

/** A process of its own that makes sandboxes, to be killed. */
export interface SandboxWorker {
  readonly process: ChildProcess;
  /** The lines that it has said. */
  readonly lines: string[];
  /** Lets it go on that waits for `toldToGoOn`. */
  goOn(): void;
  /** Resolves when it is gone. */
  readonly exited: Promise<void>;
  /** Kills it, and answers when it is gone. */
  kill(): Promise<void>;
}

/**
 * `atStep(n, act)`: before the n-th change of a file from then on, which is a step of whoever makes a sandbox, `act` is called
 * with the step's name, and waited for. `toldToGoOn()` resolves when the test says so. `begun(destruction, id)` waits no
 * longer than until it is written down that the sandbox is destroyed: from then on it must not come to be.
 */
const STEPS = `
  const atStep = (wanted, act) => {
    const files = require('node:fs/promises');
    let step = 0;
    for (const name of ['mkdir', 'open', 'writeFile', 'rename', 'rm']) {
      const real = files[name];
      files[name] = async (...args) => {
        if (step++ === wanted) await act(name + ' ' + args[0]);
        return real(...args);
      };
    }
  };
  const toldToGoOn = () => new Promise((resolve) => process.stdin.once('data', resolve));
  const begun = async (destruction, id) => {
    void destruction;
    const { existsSync } = require('node:fs');
    while (!existsSync(home + '/sandboxes/.ended/' + id)) await new Promise(setImmediate);
  };
`;

/** Runs the body of an async function of `driver` in another process; it says things with `say`, and has STEPS. */
export function startSandboxWorker({ home }: SandboxBench, body: string): SandboxWorker {
  const required = (...path: string[]) => `require(${JSON.stringify(inProject('dist', ...path))})`;
  const script = `
    const say = (line) => process.stdout.write(line + '\\n');
    const home = ${JSON.stringify(home)};
    ${STEPS}
    ${underTest.openElsewhere(home, required)}.then(async (driver) => { ${body} });`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // Who has ended by itself needs no word to go on.
  child.stdin.on('error', () => undefined);
  const lines: string[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const found = (rest + text).split('\n');
    rest = found.pop() ?? '';
    lines.push(...found);
  });
  return {
    process: child,
    lines,
    goOn: () => void child.stdin.write('go on\n'),
    exited,
    kill: () => {
      child.kill('SIGKILL');
      return exited;
    },
  };
}
