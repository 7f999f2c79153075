import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { moveIntoPlace, storageFull, temporaryName, writeWhole } from '../../storage/whole-file';
import type { VideoOrder } from './video-renderer';

/** Raised when what scenes look like changes, so that old ones are not joined with new ones. */
const RENDERER_VERSION = 1;

const MANIFEST = 'manifest.json';

/**
 * The folder that a video is made in. What it holds is whole, for files get their names only when they are: a render
 * that was killed leaves nothing but `.part` files behind, which the next one clears away.
 */
export class WorkFolder {
  private constructor(
    private readonly folder: string,
    /** Stands for the order: whatever is drawn by chance is drawn from it. */
    readonly seed: number,
  ) {}

  /** Opens the folder for an order, and empties it first when it was another's. */
  static async open(folder: string, order: VideoOrder): Promise<WorkFolder> {
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([RENDERER_VERSION, order.script, order.duration]))
      .digest('hex');
    const manifest = path.join(folder, MANIFEST);
    try {
      await mkdir(folder, { recursive: true });
      const known = await readFile(manifest, 'utf8').catch(() => '');
      const content = JSON.stringify({ fingerprint });
      await clear(folder, known === content ? (name) => name.endsWith('.part') : () => true);
      if (known !== content) await writeWhole(manifest, Buffer.from(content));
    } catch (error) {
      throw storageFull(error) ?? error;
    }
    return new WorkFolder(folder, Number.parseInt(fingerprint.slice(0, 8), 16));
  }

  sceneName(index: number): string {
    return `scene-${String(index).padStart(3, '0')}.mp4`;
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  async has(name: string): Promise<boolean> {
    const found = await stat(this.path(name)).catch(() => undefined);
    return found !== undefined && found.size > 0;
  }

  /** Has `make` write a file under a temporary name, and gives it `name` when it is complete. */
  async make(name: string, make: (temporary: string) => Promise<void>): Promise<void> {
    const temporary = temporaryName(this.path(name));
    try {
      await make(temporary);
      await moveIntoPlace(temporary, this.path(name));
    } catch (error) {
      await rm(temporary, { force: true });
      throw storageFull(error) ?? error;
    }
  }
}

/** Removes what a renderer has left in the folder, and nothing else that may be there. */
async function clear(folder: string, isStale: (name: string) => boolean): Promise<void> {
  const own = /^(?:scene-\d{3}\.mp4|scenes\.txt|video\.mp4|manifest\.json)(?:\.[\w-]+\.part)?$/;
  const names = (await readdir(folder)).filter((name) => own.test(name) && isStale(name));
  await Promise.all(names.map((name) => rm(path.join(folder, name), { force: true })));
}
