import { styleText } from 'node:util';

/** The lines that say what a command is doing: one for each step, with its time when it ends. */
export interface Steps {
  /**
   * Shows `title` and what is being done until `work` ends; `say` changes what is being done. The line that
   * remains holds what `done` makes of the result. When `work` throws, the line says that it failed.
   */
  run<T>(
    title: string,
    doing: string,
    work: (say: (doing: string) => void) => Promise<T>,
    done: (result: T) => string,
  ): Promise<T>;
  /** From now on a step that does not end well was stopped, and did not fail. */
  stopping(): void;
  /** A line of its own between the steps. */
  note(kind: 'good' | 'bad' | 'plain', title: string, text: string): void;
  /** Text as it is, between the steps. */
  print(text: string): void;
}

interface Running {
  readonly title: string;
  readonly began: number;
  doing: string;
  lastTold: number;
}

const TITLE_WIDTH = 16;
const TEXT_WIDTH = 58;
const REDRAW_MS = 120;
/** How often a step that takes long is told of where no line can be redrawn: in a log, in CI. */
const TELL_MS = 30_000;
const ERASE_LINE = '\r\u001b[2K';

/** Steps on `out`: at a terminal the running ones share one line at the bottom, which redraws itself. */
export function createSteps(out: NodeJS.WriteStream = process.stdout): Steps {
  const running = new Set<Running>();
  const live = out.isTTY && process.env['TERM'] !== 'dumb';
  let timer: NodeJS.Timeout | undefined;
  let drawn = false;
  let stopping = false;

  function write(line: string): void {
    erase();
    out.write(`${line}\n`);
    draw();
  }

  function erase(): void {
    if (drawn) out.write(ERASE_LINE);
    drawn = false;
  }

  function draw(): void {
    if (!live || running.size === 0) return;
    const text = [...running]
      .map((step) => `${step.title}: ${step.doing} ${seconds(step.began)}`)
      .join(' · ');
    const room = (out.columns || 80) - 5;
    out.write(
      `${ERASE_LINE}  ${color(out, 'cyan', '…')} ${text.length > room ? `${text.slice(0, room - 1)}…` : text}`,
    );
    drawn = true;
  }

  function tick(): void {
    if (live) {
      draw();
      return;
    }
    const now = Date.now();
    for (const step of running) {
      if (now - step.lastTold < TELL_MS) continue;
      step.lastTold = now;
      out.write(`  … ${step.title.padEnd(TITLE_WIDTH)} ${step.doing} (${seconds(step.began)})\n`);
    }
  }

  function end(step: Running, mark: string, text: string): void {
    running.delete(step);
    if (running.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
    const time = color(out, 'gray', seconds(step.began).padStart(8));
    write(`  ${mark} ${step.title.padEnd(TITLE_WIDTH)} ${text.padEnd(TEXT_WIDTH)} ${time}`);
  }

  return {
    async run(title, doing, work, done) {
      const step: Running = { title, doing, began: Date.now(), lastTold: Date.now() };
      running.add(step);
      timer ??= setInterval(tick, REDRAW_MS);
      draw();
      try {
        const result = await work((text) => {
          step.doing = text;
        });
        end(step, color(out, 'green', '✓'), done(result));
        return result;
      } catch (error) {
        end(
          step,
          stopping ? color(out, 'cyan', '·') : color(out, 'red', '✗'),
          stopping ? 'stopped' : 'failed',
        );
        throw error;
      }
    },
    stopping() {
      stopping = true;
    },
    note(kind, title, text) {
      const mark =
        kind === 'good'
          ? color(out, 'green', '✓')
          : kind === 'bad'
            ? color(out, 'red', '✗')
            : color(out, 'cyan', '·');
      write(`  ${mark} ${title.padEnd(TITLE_WIDTH)} ${text}`);
    },
    print: write,
  };
}

/** Rows of a name and what belongs to it, in two columns. */
export function columns(rows: readonly (readonly [name: string, text: string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `    ${name.padEnd(width)}   ${text}`).join('\n');
}

/** The text in a colour where the stream shows colours (`NO_COLOR` and pipes do not). */
export function color(
  out: NodeJS.WriteStream,
  format: 'green' | 'red' | 'cyan' | 'gray' | 'bold',
  text: string,
): string {
  return out.isTTY && out.hasColors() && !process.env['NO_COLOR'] ? styleText(format, text) : text;
}

function seconds(began: number): string {
  const elapsed = (Date.now() - began) / 1000;
  if (elapsed < 100) return `${elapsed.toFixed(1)} s`;
  return `${Math.floor(elapsed / 60)}:${String(Math.floor(elapsed % 60)).padStart(2, '0')} min`;
}
