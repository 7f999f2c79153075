import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import type { Transaction } from '../db/transaction';
import type { SandboxState } from '../sandboxes/sandbox';
import { EVERYBODYS_PLAN, PLANS } from './plans';

/*
 * In which order those that wait get their places, and so which place they are shown: whoever has fewest turns at work
 * and before it goes first, of these the one that waits longest. What no machine can make comes after all others.
 */

/** A turn that is to begin as soon as there is a place. */
export interface WaitingTurn {
  readonly jobId: string;
  readonly ownerId: number;
  readonly secondsLimit: number;
  readonly sandboxId: string;
  readonly sandboxState: SandboxState;
  /** Until when its sandbox is, if that is there. */
  readonly expiresAt: Date;
  /** What its sandbox is to begin with. */
  readonly image: string;
  readonly surface: string;
}

/** So many are given their places at once, the first before the others. */
const AT_ONCE = 500;
const { concurrent } = PLANS[EVERYBODYS_PLAN];

/**
 * Those that wait, each with its `place`, from 1. `ahead`: how many of its owner's turns are at work, or come before it. One
 * that waits for a larger budget is not at work, as long as no more wait for that than may work: each keeps its sandbox.
 */
const RANKED = `SELECT w.*, ROW_NUMBER() OVER (ORDER BY w.can_be_made DESC, w.ahead, w.created_at, w.job_id) AS place
  FROM (
    SELECT t.job_id, t.owner_id, t.seconds_limit, t.created_at, s.id AS sandbox_id, s.state, s.image, s.expires_at,
      j.surface,
      s.state <> 'waiting' OR s.image IN (?) AS can_be_made,
      COALESCE(b.turns, 0) - 1 + ROW_NUMBER() OVER (PARTITION BY t.owner_id
        ORDER BY s.state <> 'waiting' OR s.image IN (?) DESC, t.created_at, t.job_id) AS ahead
    FROM task_turns t JOIN jobs j ON j.id = t.job_id JOIN tasks k ON k.id = t.task_id
      JOIN sandboxes s ON s.id = k.sandbox_id
      LEFT JOIN (
        SELECT owner_id, COUNT(*) - LEAST(COUNT(paused_at), ${concurrent}) AS turns FROM task_turns
        WHERE queue_state = 'admitted' GROUP BY owner_id) b ON b.owner_id = t.owner_id
    WHERE t.queue_state = 'waiting' AND j.state = 'queued') w`;

/** What RANKED is told of the images that machines have. None has an empty name, and a list may not be empty. */
const told = (images: Iterable<string>) => ['', ...images];

/** Where a turn stands that waits. */
export interface QueuePlace {
  /** From 1: so many begin until it has. */
  readonly place: number;
  /** How many of its owner's own have to end before it may begin. */
  readonly own: number;
}

/** The places of turns; without those that do not wait. `images`: what there are machines for. */
export async function readPlaces(
  db: Database,
  jobIds: readonly string[],
  images: ReadonlySet<string>,
): Promise<ReadonlyMap<string, QueuePlace>> {
  if (jobIds.length === 0) return new Map();
  const rows = await selectRows(db, `SELECT job_id, place, ahead FROM (${RANKED}) q WHERE q.job_id IN (?)`, [
    told(images),
    told(images),
    jobIds,
  ]);
  return new Map(
    rows.map((row) => {
      const own = Math.max(0, Number(row['ahead']) - concurrent + 1);
      return [row['job_id'] as string, { place: Number(row['place']), own }];
    }),
  );
}

/** How long it takes until a turn begins that waits, in seconds, if each takes `seconds` and there are so many `slots`. */
export function waitOf({ place, own }: QueuePlace, slots: number, seconds: number): number {
  return Math.max(1, Math.round(Math.max(place / slots, own / concurrent) * seconds));
}

/**
 * Those that may begin, in their order: their sandboxes are there, or can be made, for there is a free place for one of the
 * images `free`. No more of a user's than may work.
 */
export async function readNext(
  db: Database,
  { images, free }: { readonly images: ReadonlySet<string>; readonly free: ReadonlySet<string> },
  tx: Transaction,
): Promise<WaitingTurn[]> {
  const rows = await selectRows(
    db,
    `SELECT * FROM (${RANKED}) q WHERE q.ahead < ${concurrent} AND (q.state <> 'waiting' OR q.image IN (?))
     ORDER BY q.place LIMIT ${AT_ONCE}`,
    [told(images), told(images), told(free)],
    tx,
  );
  return rows.map((row) => ({
    jobId: row['job_id'] as string,
    ownerId: row['owner_id'] as number,
    secondsLimit: row['seconds_limit'] as number,
    sandboxId: row['sandbox_id'] as string,
    sandboxState: row['state'] as SandboxState,
    expiresAt: row['expires_at'] as Date,
    image: row['image'] as string,
    surface: row['surface'] as string,
  }));
}

/** How many turns that might begin wait for a place for each of these images. */
export async function countHomeless(
  db: Database,
  { images, crowded }: { readonly images: ReadonlySet<string>; readonly crowded: ReadonlySet<string> },
  tx: Transaction,
): Promise<ReadonlyMap<string, number>> {
  const rows = await selectRows(
    db,
    `SELECT q.image, COUNT(*) AS turns FROM (${RANKED}) q
     WHERE q.ahead < ${concurrent} AND q.state = 'waiting' AND q.image IN (?) GROUP BY q.image`,
    [told(images), told(images), told(crowded)],
    tx,
  );
  return new Map(rows.map((row) => [row['image'] as string, Number(row['turns'])]));
}
