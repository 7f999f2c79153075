import { installationOf } from '../installation';
import type { Box, E2bApi, ListedBox } from './api';
import { E2bFailure } from './http';

/*
 * Which box of E2B is which sandbox: its metadata says so, and which installation it belongs to. Nothing is kept here, so
 * nothing is lost with a process that made one.
 */

const ID = 'taskloom_id';
const INSTALLATION = 'taskloom_installation';

export interface Boxes {
  /** The one that runs for a sandbox. */
  running(id: string): Promise<Box | undefined>;
  /** Makes one, or answers the one that another has made meanwhile. */
  make(id: string, template: string, seconds: number): Promise<Box>;
  /** Ends all that there is for a sandbox; answers whether nothing is left. */
  end(id: string): Promise<boolean>;
  /** All of this installation, with the sandbox that each is for. */
  list(): Promise<readonly (ListedBox & { readonly id: string })[]>;
}

/** @param root the folder that the installation's sandboxes are known in */
export async function openBoxes(api: E2bApi, root: string): Promise<Boxes> {
  const installation = await installationOf(root);
  const known = new Map<string, Box>();
  const metadataOf = (id: string) => ({ [ID]: id, [INSTALLATION]: installation });

  /** Of two that were made at once both makers keep the older. */
  async function oldest(id: string): Promise<Box | undefined> {
    const listed = [...(await api.list(metadataOf(id)))].sort(byAge);
    for (const [at, { boxId }] of listed.entries()) {
      const box = await api.get(boxId);
      if (!box) continue;
      await Promise.all(listed.slice(at + 1).map((other) => api.kill(other.boxId)));
      known.set(id, box);
      return box;
    }
    return undefined;
  }

  return {
    async running(id) {
      const before = known.get(id);
      // Asked each time: what was there may have been lost.
      const box = before ? await api.get(before.boxId) : await oldest(id);
      if (!box) known.delete(id);
      return box ?? (before ? oldest(id) : undefined);
    },
    async make(id, template, seconds) {
      try {
        await api.create({ template, seconds, metadata: metadataOf(id) });
      } catch (error) {
        if (!(error instanceof E2bFailure) || error.status !== undefined) throw error;
        // Nobody answered: it may be there all the same, and is looked for as any other.
        const landed = await oldest(id);
        if (landed) return landed;
        throw error;
      }
      const box = await oldest(id);
      if (!box) throw new E2bFailure('A sandbox of E2B was gone at once.');
      return box;
    },
    async end(id) {
      known.delete(id);
      const listed = await api.list(metadataOf(id));
      await Promise.all(listed.map(({ boxId }) => api.kill(boxId)));
      const left = await Promise.all(listed.map(({ boxId }) => api.get(boxId)));
      return listed.length === 0 && left.every((box) => box === undefined);
    },
    async list() {
      const listed = await api.list({ [INSTALLATION]: installation });
      return listed.flatMap((box) => {
        const id = box.metadata[ID];
        return id === undefined ? [] : [{ ...box, id }];
      });
    },
  };
}

function byAge(one: ListedBox, other: ListedBox): number {
  return one.startedAt.getTime() - other.startedAt.getTime() || (one.boxId < other.boxId ? -1 : 1);
}
