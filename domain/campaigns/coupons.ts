import { QueryTypes, UniqueConstraintError } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import { insertRow, type Row } from '../db/rows';
import { inTransaction } from '../db/transaction';
import { AppError, type Wording } from '../errors';
import { withConstraints } from '../db/constraint-errors';
import { notify, type Notifying } from '../notifications/notify';
import type { Coupon, CouponStatus, UserCoupon, UserCouponStatus } from './coupon';
import { couponRefused, NONE_LEFT, whyNotNow } from './coupon-refusal';
import {
  COUPON_COLUMNS,
  COUPON_HAS_STATUS,
  toCoupon,
  toUserCoupon,
  USER_COUPON_COLUMNS,
  USER_COUPON_HAS_STATUS,
} from './coupon-rows';
import { couponColumns, type CouponWish } from './coupon-wish';

interface Paging {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

/** What operators give away, and what users have of it. */
export interface Coupons {
  /** AppErrors VALIDATION, and ALREADY_EXISTS for a code that is taken. */
  create(wish: CouponWish): Promise<Coupon>;
  /** Newest first. */
  list(
    of: Paging & { readonly status?: CouponStatus | undefined },
  ): Promise<{ total: number; items: Coupon[] }>;
  /** Switches a coupon off, or on again. What users have of it cannot be used meanwhile. AppError NOT_FOUND. */
  switch(id: number, to: 'active' | 'disabled'): Promise<Coupon>;
  /**
   * Gives the user one of a coupon, exactly as often as its `maxUsage` says, however many ask at once. AppErrors
   * NOT_FOUND; COUPON_INVALID, which says why, when it is not valid now or none is left; ALREADY_EXISTS for who has one.
   */
  claim(id: number, userId: number): Promise<UserCoupon>;
  /** Newest first. */
  owned(
    of: Paging & { readonly userId: number; readonly status?: UserCouponStatus | undefined },
  ): Promise<UserCoupon[]>;
}

export function createCoupons({
  db,
  clock,
  tellOwner,
}: Notifying & {
  readonly clock: Clock;
}): Coupons {
  const now = () => dateTime(clock.now());
  const select = (query: string, values: Readonly<Record<string, unknown>>) =>
    db.query<Row>(query, { replacements: { now: now(), ...values }, type: QueryTypes.SELECT });

  async function read(id: number): Promise<Coupon> {
    const [row] = await select(`SELECT ${COUPON_COLUMNS} FROM coupons c WHERE c.id = :id`, { id });
    if (!row) throw new AppError('NOT_FOUND', undefined, { note: `coupon ${id}` });
    return toCoupon(row);
  }

  async function readOwned(id: number): Promise<UserCoupon> {
    const [row] = await select(
      `SELECT ${USER_COUPON_COLUMNS}, ${COUPON_COLUMNS}
       FROM user_coupons u JOIN coupons c ON c.id = u.coupon_id WHERE u.id = :id`,
      { id },
    );
    if (!row) throw new AppError('NOT_FOUND', undefined, { note: `coupon ${id} of a user` });
    return toUserCoupon(row);
  }

  /** The coupon's row is locked before the user's is made: all who claim it take turns in one order. */
  async function take({ id, name, validUntil }: Coupon, userId: number): Promise<number> {
    return inTransaction(db, async (tx) => {
      const [, taken] = await db.query(
        `UPDATE coupons SET claimed_count = claimed_count + 1
         WHERE id = :id AND NOT disabled AND valid_from <= :now AND valid_until >= :now
           AND (max_usage IS NULL OR claimed_count < max_usage)`,
        { replacements: { id, now: now() }, type: QueryTypes.UPDATE, transaction: tx },
      );
      if (taken === 0) throw new NotGivenOut();
      const columns = { coupon_id: id, user_id: userId, received_at: now() };
      const userCouponId = await insertRow(db, 'user_coupons', columns, tx);
      const facts = { couponId: id, name, validUntil: validUntil.toISOString() };
      const subject = `coupon/${userCouponId}`;
      const news = { ownerId: userId, type: 'coupon_received', subject, facts } as const;
      await notify({ db, tellOwner }, news, clock.now(), tx);
      return userCouponId;
    });
  }

  return {
    async create(wish) {
      const columns = { ...couponColumns(wish), created_at: now() };
      return read(await withConstraints({ unique: 'body.code' }, () => insertRow(db, 'coupons', columns)));
    },

    async list({ status, page, pageSize }) {
      const where = status === undefined ? '' : `WHERE ${COUPON_HAS_STATUS}`;
      const values = { status: status ?? null, limit: pageSize, offset: (page - 1) * pageSize };
      const [[count], rows] = await Promise.all([
        select(`SELECT COUNT(*) AS total FROM coupons c ${where}`, values),
        select(
          `SELECT ${COUPON_COLUMNS} FROM coupons c ${where} ORDER BY c.id DESC LIMIT :limit OFFSET :offset`,
          values,
        ),
      ]);
      return { total: Number(count?.['total'] ?? 0), items: rows.map(toCoupon) };
    },

    async switch(id, to) {
      await db.query('UPDATE coupons SET disabled = ? WHERE id = ?', {
        replacements: [to === 'disabled', id],
        type: QueryTypes.UPDATE,
      });
      return read(id);
    },

    async claim(id, userId) {
      // Who comes too late is told without a lock; what counts is asked again under it.
      const coupon = await read(id);
      const closed = whyNotClaimed(coupon, clock.now());
      if (closed) throw couponRefused('path.coupon_id', closed);
      try {
        return await readOwned(await take(coupon, userId));
      } catch (error) {
        if (error instanceof NotGivenOut) {
          // What is no longer as it was read. Where it is so again by now, the last one went meanwhile.
          const why = whyNotClaimed(await read(id), clock.now()) ?? NONE_LEFT;
          throw couponRefused('path.coupon_id', why);
        }
        if (!(error instanceof UniqueConstraintError)) throw error;
        throw new AppError(
          'ALREADY_EXISTS',
          { errors: [{ field: 'path.coupon_id', message: { zh: '已领取过', en: 'was claimed before' } }] },
          { cause: error },
        );
      }
    },

    async owned({ userId, status, page, pageSize }) {
      const rows = await select(
        `SELECT ${USER_COUPON_COLUMNS}, ${COUPON_COLUMNS}
         FROM user_coupons u JOIN coupons c ON c.id = u.coupon_id
         WHERE u.user_id = :userId ${status === undefined ? '' : `AND ${USER_COUPON_HAS_STATUS}`}
         ORDER BY u.id DESC LIMIT :limit OFFSET :offset`,
        { userId, status: status ?? null, limit: pageSize, offset: (page - 1) * pageSize },
      );
      return rows.map(toUserCoupon);
    },
  };
}

/** A coupon whose row did not give one out, though it would have when it was read. */
class NotGivenOut extends Error {}

function whyNotClaimed(coupon: Coupon, now: Date): Wording | undefined {
  const { maxUsage, claimedCount } = coupon;
  return whyNotNow(coupon, now) ?? (maxUsage !== null && claimedCount >= maxUsage ? NONE_LEFT : undefined);
}
