import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { runStatements } from '../db/statement';
import { inTransaction } from '../db/transaction';
import { AppError } from '../errors';
import { readCreation, REMOVED, SHOWN, type Creation, type ListedCreation } from './creation';
import { listCreations, type CreationQuery } from './creation-list';
import { countBroughtBack, countRemoved } from './creation-totals';
import {
  editCreation,
  listVersions,
  readVersion,
  type CreationEdit,
  type CreationVersion,
  type VersionSummary,
} from './creation-versions';

export type { Creation, ListedCreation };

/**
 * Users' histories: what is unfinished, failed or removed is not part of them. A creation of somebody else is as one
 * that is not there: AppError NOT_FOUND where nothing else is said.
 */
export interface Creations {
  /** Newest first. */
  list(query: CreationQuery): Promise<{ total: number; items: ListedCreation[] }>;
  /** Undefined for another user's, too. */
  get(id: number, owner: number): Promise<Creation | undefined>;
  /** Takes it out of the history; what it cost stays on the statement. Whether it was there. */
  remove(id: number, owner: number): Promise<boolean>;
  /** Brings back what was taken out; one that is there stays as it is. */
  bringBack(id: number, owner: number): Promise<Creation>;
  /** Of edits that come at once each is made, and what each replaced is a version. */
  edit(id: number, owner: number, edit: CreationEdit): Promise<Creation>;
  /** What edits replaced, newest first: the last hundred. */
  versions(
    id: number,
    owner: number,
    page: { readonly page: number; readonly pageSize: number },
  ): Promise<{ total: number; items: VersionSummary[] }>;
  version(id: number, owner: number, version: number): Promise<CreationVersion>;
  /** Makes title and content what they were; what they are becomes a version, as with every edit. */
  restore(id: number, owner: number, version: number): Promise<Creation>;
}

export function createCreations({ db, clock }: { db: Database; clock: Clock }): Creations {
  const mark = (id: number, owner: number, from: typeof SHOWN | typeof REMOVED, at: string | null) =>
    inTransaction(db, async (tx) => {
      const [, marked] = await db.query(
        `UPDATE creations SET deleted_at = ? WHERE id = ? AND owner_id = ? AND ${from}`,
        { replacements: [at, id, owner], type: QueryTypes.UPDATE, transaction: tx },
      );
      if (marked > 0) await runStatements(db, [from === SHOWN ? countRemoved(id) : countBroughtBack(id)], tx);
      return marked > 0;
    });

  async function existing(id: number, owner: number): Promise<Creation> {
    const creation = await readCreation(db, id, owner);
    if (!creation) throw new AppError('NOT_FOUND', undefined, { note: `creation ${id}` });
    return creation;
  }

  return {
    list: (query) => listCreations(db, query),
    get: (id, owner) => readCreation(db, id, owner),
    remove: (id, owner) => mark(id, owner, SHOWN, dateTime(clock.now())),

    async bringBack(id, owner) {
      await mark(id, owner, REMOVED, null);
      return existing(id, owner);
    },

    edit: (id, owner, edit) =>
      inTransaction(db, (tx) => editCreation(db, { id, owner, now: clock.now() }, edit, tx)),

    async versions(id, owner, page) {
      await existing(id, owner);
      return listVersions(db, id, page);
    },

    async version(id, owner, version) {
      await existing(id, owner);
      return readVersion(db, id, version);
    },

    restore: (id, owner, version) =>
      inTransaction(db, async (tx) => {
        if (!(await readCreation(db, id, owner, SHOWN, tx))) {
          throw new AppError('NOT_FOUND', undefined, { note: `creation ${id}` });
        }
        const { title, content } = await readVersion(db, id, version, tx);
        return editCreation(db, { id, owner, now: clock.now() }, { title, content }, tx);
      }),
  };
}
