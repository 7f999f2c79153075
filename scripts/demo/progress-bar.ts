const WIDTH = 28;

/** One line of progress that redraws itself at a terminal, and prints each tenth elsewhere (a log, a pipe). */
export interface ProgressBar {
  update(percent: number, note: string): void;
  done(note: string): void;
}

export function progressBar(label: string, out: NodeJS.WriteStream = process.stdout): ProgressBar {
  let lastTenth = -1;
  const line = (percent: number, note: string) => {
    const filled = Math.round((percent / 100) * WIDTH);
    return `  ${label.padEnd(8)} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${String(percent).padStart(3)}%  ${note}`;
  };
  return {
    update(percent, note) {
      if (out.isTTY) {
        out.write(`\r\u001b[2K${line(percent, note)}`);
        return;
      }
      const tenth = Math.floor(percent / 10);
      if (tenth === lastTenth) return;
      lastTenth = tenth;
      out.write(`${line(percent, note)}\n`);
    },
    done(note) {
      out.write(`${out.isTTY ? '\r\u001b[2K' : ''}${line(100, note)}\n`);
    },
  };
}
