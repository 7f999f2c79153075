import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import type { MembershipType, Role, User } from './user';

/** A user with the hash of the password, which leaves this folder nowhere. */
export interface StoredUser extends User {
  readonly passwordHash: string | null;
}

export interface NewUser {
  readonly uuid: string;
  readonly username: string;
  readonly email: string | null;
  readonly emailVerifiedAt: Date | null;
  readonly phone: string | null;
  readonly passwordHash: string | null;
  readonly nickname: string | null;
  readonly avatarUrl: string | null;
  readonly role: Role;
  readonly referralCode: string;
  readonly referredBy: number | null;
  readonly createdAt: Date;
}

interface UserRow {
  id: number;
  uuid: string;
  username: string;
  email: string | null;
  email_verified_at: Date | null;
  phone: string | null;
  password_hash: string | null;
  nickname: string | null;
  avatar_url: string | null;
  onboarded_at: Date | null;
  credential_version: number;
  role: string;
  status: string;
  referral_code: string;
  membership_type: string | null;
  membership_end_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export type UniqueColumn = 'id' | 'uuid' | 'username' | 'email' | 'phone' | 'referral_code';

/** What can stand in the columns of ASCII text. MariaDB throws when such a column is compared with anything else. */
const ASCII_COLUMNS: ReadonlySet<UniqueColumn> = new Set(['uuid', 'phone', 'referral_code']);
const ASCII = /^[\x20-\x7e]*$/;

export async function readUser(
  db: Database,
  column: UniqueColumn,
  value: string | number,
  tx: Transaction | null = null,
  lock: '' | 'FOR UPDATE' = '',
): Promise<StoredUser | undefined> {
  if (ASCII_COLUMNS.has(column) && !ASCII.test(String(value))) return undefined;
  const [row] = await db.query<UserRow>(`SELECT * FROM users WHERE ${column} = ? ${lock}`, {
    replacements: [value],
    type: QueryTypes.SELECT,
    transaction: tx,
  });
  return row && toUser(row);
}

/** Users behind the one of the id `after`, by id; `search` is a part of a user name or an address. */
export async function readUsers(
  db: Database,
  {
    search = '',
    after = 0,
    limit,
  }: { readonly search?: string | undefined; readonly after?: number | undefined; readonly limit: number },
): Promise<StoredUser[]> {
  const rows = await db.query<UserRow>(
    `SELECT * FROM users WHERE id > :after AND (:search = '' OR LOCATE(LOWER(:search), LOWER(username)) > 0
       OR LOCATE(LOWER(:search), LOWER(email)) > 0) ORDER BY id LIMIT :limit`,
    { replacements: { search, after, limit }, type: QueryTypes.SELECT },
  );
  return rows.map(toUser);
}

/** Answers the new user's id. A name, address or code that is taken shows as a UniqueConstraintError. */
export async function insertUser(db: Database, user: NewUser, tx: Transaction): Promise<number> {
  const now = dateTime(user.createdAt);
  const [id] = await db.query(
    `INSERT INTO users (uuid, username, email, email_verified_at, phone, password_hash, nickname, avatar_url, role,
       referral_code, referred_by, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    {
      replacements: [
        user.uuid,
        user.username,
        user.email,
        user.emailVerifiedAt && dateTime(user.emailVerifiedAt),
        user.phone,
        user.passwordHash,
        user.nickname,
        user.avatarUrl,
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

/** The user as the rest of the platform sees it. */
export function withoutPassword({ passwordHash: _, ...user }: StoredUser): User {
  return user;
}

/** The last membership, whether or not it still runs. */
export function toMembership({
  membership_type: type,
  membership_end_at: endsAt,
}: Pick<UserRow, 'membership_type' | 'membership_end_at'>): User['membership'] {
  return type === null || endsAt === null ? null : { type: type as MembershipType, endsAt };
}

function toUser(row: UserRow): StoredUser {
  return {
    id: row.id,
    uuid: row.uuid,
    username: row.username,
    email: row.email,
    emailVerifiedAt: row.email_verified_at,
    phone: row.phone,
    passwordHash: row.password_hash,
    hasPassword: row.password_hash !== null,
    credentialVersion: row.credential_version,
    nickname: row.nickname,
    avatarUrl: row.avatar_url,
    onboardedAt: row.onboarded_at,
    role: row.role as Role,
    status: row.status === 'active' ? 'active' : 'disabled',
    referralCode: row.referral_code,
    membership: toMembership(row),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
