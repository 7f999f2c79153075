import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import type { MembershipType, Role, User } from './user';

/** A user with the hash of the password, which leaves this folder nowhere. */
export interface StoredUser extends User {
  readonly passwordHash: string;
}

export interface NewUser {
  readonly uuid: string;
  readonly username: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly nickname: string | null;
  readonly role: Role;
  readonly referralCode: string;
  readonly referredBy: number | null;
  readonly createdAt: Date;
}

interface UserRow {
  id: number;
  uuid: string;
  username: string;
  email: string;
  password_hash: string;
  nickname: string | null;
  role: string;
  status: string;
  referral_code: string;
  membership_type: string | null;
  membership_end_at: Date | null;
  created_at: Date;
}

type UniqueColumn = 'id' | 'uuid' | 'username' | 'email' | 'referral_code';

export async function readUser(
  db: Database,
  column: UniqueColumn,
  value: string | number,
  tx: Transaction | null = null,
): Promise<StoredUser | undefined> {
  const [row] = await db.query<UserRow>(`SELECT * FROM users WHERE ${column} = ?`, {
    replacements: [value],
    type: QueryTypes.SELECT,
    transaction: tx,
  });
  return row && toUser(row);
}

/** Answers the new user's id. A name, address or code that is taken shows as a UniqueConstraintError. */
export async function insertUser(db: Database, user: NewUser, tx: Transaction): Promise<number> {
  const now = dateTime(user.createdAt);
  const [id] = await db.query(
    `INSERT INTO users (uuid, username, email, password_hash, nickname, role, referral_code, referred_by, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    {
      replacements: [
        user.uuid,
        user.username,
        user.email,
        user.passwordHash,
        user.nickname,
        user.role,
        user.referralCode,
        user.referredBy,
        now,
        now,
      ],
      type: QueryTypes.INSERT,
      transaction: tx,
    },
  );
  return id;
}

function toUser(row: UserRow): StoredUser {
  return {
    id: row.id,
    uuid: row.uuid,
    username: row.username,
    email: row.email,
    passwordHash: row.password_hash,
    nickname: row.nickname,
    role: row.role as Role,
    status: row.status === 'active' ? 'active' : 'disabled',
    referralCode: row.referral_code,
    membership:
      row.membership_type === null || row.membership_end_at === null
        ? null
        : { type: row.membership_type as MembershipType, endsAt: row.membership_end_at },
    createdAt: row.created_at,
  };
}
