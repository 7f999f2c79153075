import type { LogSource } from './follow-log';
import type { TaskEvent } from './task';

/** Blocks are of numbers: the first has the events 1 to 200, and so on. */
const BLOCK = 200;
/** What is kept of logs, in characters of their events, however many are read. */
const MOST_KEPT = 16 * 1024 * 1024;

/**
 * Logs for many readers at once: what several ask for is read once for all of them, and what was read is kept for those
 * that come later, as far as there is room. An answer holds all that was written when it was asked for, or ends with a
 * block, and begins there the next time.
 */
export function shareLogs({ read, isOver, onTask }: LogSource, mostKept = MOST_KEPT): LogSource {
  const blocks = new Map<string, Block>();
  const ends = new Map<string, Together<boolean>>();
  let kept = 0;

  /** The block is the newest of those that are kept. */
  function blockOf(taskId: string, number: number): Block {
    const key = keyOf(taskId, number);
    const block = blocks.get(key) ?? { events: [], size: 0, growing: new Together() };
    blocks.delete(key);
    blocks.set(key, block);
    return block;
  }

  async function grow(block: Block, taskId: string, number: number): Promise<void> {
    const last = number * BLOCK + block.events.length;
    const found = await read(taskId, last, BLOCK - block.events.length);
    // What is not the next is not kept: a task may be forgotten while somebody reads on.
    if (found[0] && found[0].seq !== last + 1) return;
    const size = found.reduce((sum, { data }) => sum + JSON.stringify(data).length, 0);
    block.events.push(...found);
    block.size += size;
    if (blocks.get(keyOf(taskId, number)) !== block) return; // it has made room, and its readers still have it
    kept += size;
    for (const [key, oldest] of blocks) {
      if (kept <= mostKept) break;
      blocks.delete(key);
      kept -= oldest.size;
    }
  }

  return {
    onTask,
    async read(taskId, after, limit) {
      const number = Math.floor(after / BLOCK);
      const start = number * BLOCK;
      const block = blockOf(taskId, number);
      if (block.events.length <= after - start) await block.growing.ask(() => grow(block, taskId, number));
      // Whoever asks beyond the end of a log leaves nothing behind.
      const key = keyOf(taskId, number);
      if (block.events.length === 0 && blocks.get(key) === block) blocks.delete(key);
      return block.events.slice(after - start, after - start + limit);
    },
    async isOver(taskId) {
      const asked = ends.get(taskId) ?? new Together<boolean>();
      ends.set(taskId, asked);
      try {
        return await asked.ask(() => isOver(taskId));
      } finally {
        if (asked.isIdle && ends.get(taskId) === asked) ends.delete(taskId);
      }
    },
  };
}

const keyOf = (taskId: string, number: number) => `${taskId}/${number}`;

interface Block {
  /** From the block's first on, as far as they are known. */
  readonly events: TaskEvent[];
  size: number;
  readonly growing: Together<void>;
}

/** Work that is done once for all who ask for it before it begins: an answer is never older than the question. */
class Together<T> {
  private running: Promise<T> | undefined;
  private next: Promise<T> | undefined;

  get isIdle(): boolean {
    return this.running === undefined;
  }

  ask(work: () => Promise<T>): Promise<T> {
    if (!this.running) return this.begin(work);
    const begin = () => {
      this.next = undefined;
      return this.begin(work);
    };
    return (this.next ??= this.running.then(begin, begin));
  }

  private begin(work: () => Promise<T>): Promise<T> {
    const running = work().finally(() => {
      if (this.running === running) this.running = undefined;
    });
    this.running = running;
    return running;
  }
}
