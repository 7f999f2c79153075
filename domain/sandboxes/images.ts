import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows, type Row } from '../db/rows';
import type { Transaction } from '../db/transaction';
import { AppError, invalidField } from '../errors';

/** A root file system that sandboxes can begin with. */
export interface Image {
  /** A uuid. */
  readonly id: string;
  readonly name: string;
  readonly tag: string;
  readonly description: string;
  /** Whether tasks may ask for it. */
  readonly isActive: boolean;
}

export type ImageName = Pick<Image, 'name' | 'tag'>;

/** What sandboxes begin with where nothing is said. */
export const DEFAULT_IMAGE: ImageName = { name: 'default', tag: 'latest' };

/** How sandboxes name an image: `name:tag`, and `name` alone for its latest. */
export function referenceOf({ name, tag }: ImageName): string {
  return tag === 'latest' ? name : `${name}:${tag}`;
}

/** The images that the machines have, as users and administrators see them. */
export interface Images {
  /** By name and tag: those that tasks may ask for, or all. */
  list(which: 'active' | 'all'): Promise<readonly Image[]>;
  /** The image that a task asks for, by id, or the default one. AppError VALIDATION when there is none, or it is switched off. */
  wished(id: string | undefined): Promise<string>;
  /** The same of an image that a sandbox had. */
  again(reference: string): Promise<string>;
  /** AppError NOT_FOUND */
  change(
    id: string,
    change: { readonly description?: string | undefined; readonly isActive?: boolean | undefined },
  ): Promise<Image>;
}

export function createImages({ db }: { readonly db: Database }): Images {
  async function found(condition: string, values: readonly unknown[]): Promise<Image | undefined> {
    const rows = await selectRows(db, `SELECT * FROM sandbox_images WHERE ${condition}`, [...values]);
    return rows.map(toImage)[0];
  }

  function offered(image: Image | undefined): string {
    if (!image) throw invalidField('body.image_id', { zh: '镜像不存在', en: 'names no image' });
    if (image.isActive) return referenceOf(image);
    throw invalidField('body.image_id', { zh: '镜像已停用', en: 'names an image that is switched off' });
  }

  return {
    async list(which) {
      const rows = await selectRows(
        db,
        `SELECT * FROM sandbox_images i WHERE EXISTS (SELECT 1 FROM sandbox_host_images h WHERE h.image_id = i.id)
         ${which === 'active' ? 'AND i.is_active' : ''} ORDER BY i.name, i.tag`,
        [],
      );
      return rows.map(toImage);
    },

    async wished(id) {
      return id === undefined ? this.again(referenceOf(DEFAULT_IMAGE)) : offered(await found('id = ?', [id]));
    },

    async again(reference) {
      const [name, tag = 'latest'] = reference.split(':');
      const image = await found('name = ? AND tag = ?', [name, tag]);
      // No machine has told of its images yet: those that come will have the default one.
      if (!image && reference === referenceOf(DEFAULT_IMAGE)) return reference;
      return offered(image);
    },

    async change(id, { description, isActive }) {
      const image = await found('id = ?', [id]);
      if (!image) throw new AppError('NOT_FOUND', undefined, { note: `image ${id}` });
      const changed = {
        ...image,
        description: description ?? image.description,
        isActive: isActive ?? image.isActive,
      };
      await db.query('UPDATE sandbox_images SET description = ?, is_active = ? WHERE id = ?', {
        replacements: [changed.description, changed.isActive, id],
        type: QueryTypes.UPDATE,
      });
      return changed;
    },
  };
}

/** Notes which images a machine has. */
export async function noteImages(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  hostId: string,
  images: readonly ImageName[],
): Promise<void> {
  const now = dateTime(clock.now());
  for (const { name, tag } of images) {
    await db.query('INSERT IGNORE INTO sandbox_images (id, name, tag, created_at) VALUES (?, ?, ?, ?)', {
      replacements: [randomUUID(), name, tag, now],
      type: QueryTypes.INSERT,
    });
    await db.query(
      `INSERT IGNORE INTO sandbox_host_images (host_id, image_id)
       SELECT ?, id FROM sandbox_images WHERE name = ? AND tag = ?`,
      { replacements: [hostId, name, tag], type: QueryTypes.INSERT },
    );
  }
  const kept = images.map(({ name, tag }) => `${name}:${tag}`);
  await db.query(
    `DELETE h FROM sandbox_host_images h JOIN sandbox_images i ON i.id = h.image_id
     WHERE h.host_id = ? ${kept.length > 0 ? "AND CONCAT(i.name, ':', i.tag) NOT IN (?)" : ''}`,
    { replacements: [hostId, ...(kept.length > 0 ? [kept] : [])], type: QueryTypes.DELETE },
  );
}

/** The images of each machine, by their references. */
export async function readHostImages(
  db: Database,
  tx: Transaction | null,
): Promise<(hostId: string) => ReadonlySet<string>> {
  const rows = await selectRows(
    db,
    'SELECT h.host_id, i.name, i.tag FROM sandbox_host_images h JOIN sandbox_images i ON i.id = h.image_id',
    [],
    tx,
  );
  const byHost = new Map<string, Set<string>>();
  for (const row of rows) {
    const host = row['host_id'] as string;
    const own = byHost.get(host) ?? new Set();
    byHost.set(host, own.add(referenceOf({ name: row['name'] as string, tag: row['tag'] as string })));
  }
  const none: ReadonlySet<string> = new Set();
  return (hostId) => byHost.get(hostId) ?? none;
}

function toImage(row: Row): Image {
  return {
    id: row['id'] as string,
    name: row['name'] as string,
    tag: row['tag'] as string,
    description: row['description'] as string,
    isActive: Boolean(row['is_active']),
  };
}
