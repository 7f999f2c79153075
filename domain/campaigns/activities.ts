import { QueryTypes, UniqueConstraintError } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import { given, insertRow, updateRow, type Row } from '../db/rows';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError, invalidField } from '../errors';
import { nameField } from '../fields';
import type { Ledger } from '../ledger/ledger';
import type { Notifying } from '../notifications/notify';
import type { Activity, ActivityStatus, Participation } from './activity';
import { ACTIVITY_STATUS, takePart, toActivity } from './activity-rows';
import { activityColumns, descriptionField, expectWindow, type ActivityWish } from './activity-wish';
import { giftsOf, give, rewardOf } from './rewards';

export interface ActivityChange {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** `active` lets the time decide again. */
  readonly status?: 'active' | 'paused' | 'ended' | undefined;
  readonly endsAt?: Date | undefined;
}

/** What operators run for a while, and who took part. */
export interface Activities {
  /** AppError VALIDATION. */
  create(wish: ActivityWish): Promise<Activity>;
  /** Newest first; `page` counts from 1. */
  list(of: {
    readonly status?: ActivityStatus | undefined;
    readonly page: number;
    readonly pageSize: number;
  }): Promise<{ total: number; items: Activity[] }>;
  /** Changes what is given. AppErrors NOT_FOUND, VALIDATION. */
  update(id: number, change: ActivityChange): Promise<Activity>;
  /**
   * Has a user take part in a gift, and gives it, as one transaction: each user once, and never more of them than may.
   * AppErrors NOT_FOUND; ACTIVITY_ENDED outside of its window and while it is paused; ALREADY_EXISTS the second time;
   * VALIDATION when it is full, or of a type that takes effect by itself.
   */
  participate(id: number, userId: number): Promise<Participation>;
}

export function createCampaignActivities({
  db,
  clock,
  ledger,
  tellOwner,
}: Notifying & {
  readonly clock: Clock;
  readonly ledger: Ledger;
}): Activities {
  const select = (query: string, values: Readonly<Record<string, unknown>>, tx: Transaction | null = null) =>
    db.query<Row>(query, {
      replacements: { now: dateTime(clock.now()), ...values },
      type: QueryTypes.SELECT,
      transaction: tx,
    });

  async function read(id: number, tx: Transaction | null = null): Promise<Activity> {
    const query = `SELECT a.*, ${ACTIVITY_STATUS} AS status FROM activities a WHERE a.id = :id`;
    const [row] = await select(query, { id }, tx);
    if (!row) throw new AppError('NOT_FOUND', undefined, { note: `activity ${id}` });
    return toActivity(row);
  }

  return {
    async create(wish) {
      const columns = { ...activityColumns(wish), created_at: dateTime(clock.now()) };
      return read(await insertRow(db, 'activities', columns));
    },

    async list({ status, page, pageSize }) {
      const where = status === undefined ? '' : `WHERE ${ACTIVITY_STATUS} = :status`;
      const values = { status: status ?? null, limit: pageSize, offset: (page - 1) * pageSize };
      const [[count], rows] = await Promise.all([
        select(`SELECT COUNT(*) AS total FROM activities a ${where}`, values),
        select(
          `SELECT a.*, ${ACTIVITY_STATUS} AS status FROM activities a ${where}
           ORDER BY a.id DESC LIMIT :limit OFFSET :offset`,
          values,
        ),
      ]);
      return { total: Number(count?.['total'] ?? 0), items: rows.map(toActivity) };
    },

    async update(id, { name, description, status, endsAt }) {
      await inTransaction(db, async (tx) => {
        const { startsAt } = await read(id, tx);
        if (endsAt) expectWindow(startsAt, endsAt);
        const columns = given({
          name: name === undefined ? undefined : nameField('body.name', name),
          description: description === undefined ? undefined : descriptionField(description),
          ends_at: endsAt && dateTime(endsAt),
          halt: status === 'active' ? null : status,
        });
        await updateRow(db, 'activities', id, columns, tx);
      });
      return read(id);
    },

    async participate(id, userId) {
      try {
        return await inTransaction(db, async (tx) => {
          const activity = await read(id, tx);
          if (activity.status !== 'active') throw new AppError('ACTIVITY_ENDED');
          if (activity.type !== 'credit_gift' || activity.config.trigger === 'registration') {
            throw invalidField('path.activity_id', {
              zh: '该活动自动生效，无需参与',
              en: 'names an activity that takes effect by itself',
            });
          }
          const [now, reward] = [clock.now(), rewardOf(activity)];
          const part = { activityId: id, userId, now, reward, rewardedId: userId };
          const participationId = await takePart(db, part, tx);
          if (participationId === undefined) {
            throw invalidField('path.activity_id', { zh: '名额已满', en: 'names an activity that is full' });
          }
          await give({ db, ledger, tellOwner }, giftsOf(activity, { participationId, userId }), now, tx);
          return { id: participationId, activityId: id, userId, reward, createdAt: now };
        });
      } catch (error) {
        if (!(error instanceof UniqueConstraintError)) throw error;
        const message = { zh: '已参与过', en: 'was taken part in before' };
        const errors = [{ field: 'path.activity_id', message }];
        throw new AppError('ALREADY_EXISTS', { errors }, { cause: error });
      }
    },
  };
}
