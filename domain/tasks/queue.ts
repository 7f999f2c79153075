import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { dateTime } from '../db/columns';
import { selectRows } from '../db/rows';
import { runStatements } from '../db/statement';
import { inTransaction, type Transaction } from '../db/transaction';
import { readJob } from '../jobs/job-rows';
import { workflowIdOf } from '../jobs/kinds';
import type { Outbox, OutboxEntry } from '../outbox';
import { imagesOf, readLivingHosts, type LivingHost } from '../sandboxes/living-hosts';
import { SANDBOX_WORKFLOW, sandboxChanged, sandboxWorkflowId } from '../sandboxes/sandbox';
import { changeSandbox } from '../sandboxes/sandbox-rows';
import { countHomeless, readNext, type WaitingTurn } from './ranking';
import { changeTurn } from './task-rows';
import { CROWDED_PAUSE_MS, expiryOf, PAUSE_OVER_SIGNAL } from './turn-ending';

interface Place extends LivingHost {
  free: number;
}

/** Turns that wait for a place: who is next, and how long the others wait. */
export interface TaskQueue {
  /**
   * Gives places to those that wait while there are any: among users in turn, whoever has fewest at work first, and of one
   * user the longest waiting first. Any number of processes may ask. Answers what the outbox owes for it.
   */
  admit(): Promise<readonly OutboxEntry[]>;
}

export function createTaskQueue({
  db,
  clock,
  outbox,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly outbox: Outbox;
}): TaskQueue {
  /** Who has the hosts' rows locked decides alone. */
  async function findPlaces(tx: Transaction): Promise<Place[]> {
    const hosts = await readLivingHosts({ db, clock }, tx);
    const used = await selectRows(
      db,
      'SELECT live_host, COUNT(*) AS used FROM sandboxes WHERE live_host IS NOT NULL GROUP BY live_host',
      [],
      tx,
    );
    const usedBy = new Map(used.map((row) => [row['live_host'] as string, Number(row['used'])]));
    return hosts.map((host) => ({ ...host, free: host.slots - (usedBy.get(host.id) ?? 0) }));
  }

  /** Undefined when it has been stopped meanwhile. */
  async function begin(
    turn: WaitingTurn,
    host: Place | undefined,
    tx: Transaction,
  ): Promise<OutboxEntry[] | undefined> {
    const { jobId, ownerId, sandboxId, surface } = turn;
    if ((await readJob(db, jobId, tx))?.state !== 'queued') return undefined;
    const labels = { kind: 'task', owner: `user:${ownerId}`, surface, summary: 'task' };
    const entries = [
      await outbox.add(
        {
          effect: 'start',
          name: 'runTask',
          workflowId: workflowIdOf({ kind: 'task', id: jobId }),
          payload: { jobId },
          labels,
        },
        tx,
      ),
    ];
    await runStatements(db, [changeTurn(jobId, { queueState: 'admitted' })], tx);
    if (!host) {
      const kept = { jobId, idleSince: null, expiresAt: expiryOf(turn, clock.now(), turn.expiresAt) };
      await runStatements(db, [changeSandbox(sandboxId, kept)], tx);
      entries.push(await outbox.add(sandboxChanged(sandboxId), tx));
      return entries;
    }
    host.free -= 1;
    const placed = {
      state: 'creating',
      driver: host.driver,
      host: host.id,
      liveHost: host.id,
      jobId,
      // It has all its time from now on, however long it waited.
      expiresAt: expiryOf(turn, clock.now()),
    } as const;
    await runStatements(db, [changeSandbox(sandboxId, placed)], tx);
    entries.push(
      await outbox.add(
        {
          effect: 'start',
          name: SANDBOX_WORKFLOW,
          workflowId: sandboxWorkflowId(sandboxId),
          payload: { sandboxId, host: host.id },
          labels: { ...labels, kind: 'sandbox', summary: `sandbox on ${host.id}` },
        },
        tx,
      ),
    );
    return entries;
  }

  const pausedSince = () => dateTime(new Date(clock.now().getTime() - CROWDED_PAUSE_MS));

  async function canAnyGiveWay(places: readonly Place[], tx: Transaction): Promise<boolean> {
    const some = await selectRows(
      db,
      `SELECT s.id FROM sandboxes s LEFT JOIN task_turns t ON t.job_id = s.job_id
       WHERE s.live_host IN (?) AND s.state = 'ready' AND (s.job_id IS NULL OR t.paused_at <= ?) LIMIT 1`,
      [places.map(({ id }) => id), pausedSince()],
      tx,
    );
    return some.length > 0;
  }

  /**
   * Has turns end that have waited long for larger budgets, the longest waiting first, until so many do: each leaves a
   * sandbox that nobody works in.
   */
  async function endPauses(hosts: readonly string[], turns: number, tx: Transaction): Promise<OutboxEntry[]> {
    const paused = await selectRows(
      db,
      `SELECT t.job_id, t.pause_over_at FROM task_turns t JOIN sandboxes s ON s.job_id = t.job_id
       WHERE s.live_host IN (?) AND t.queue_state = 'admitted' AND t.paused_at <= ?
       ORDER BY t.pause_over_at IS NULL, t.paused_at LIMIT ?`,
      [hosts, pausedSince(), turns],
      tx,
    );
    const entries: OutboxEntry[] = [];
    for (const row of paused.filter((each) => each['pause_over_at'] === null)) {
      const jobId = row['job_id'] as string;
      await runStatements(db, [changeTurn(jobId, { pauseOverAt: clock.now() })], tx);
      const workflowId = workflowIdOf({ kind: 'task', id: jobId });
      entries.push(
        await outbox.add({ effect: 'signal', name: PAUSE_OVER_SIGNAL, workflowId, payload: {} }, tx),
      );
    }
    return entries;
  }

  /**
   * Ends sandboxes that nobody works in, the longest idle first and those last that somebody has asked to stay, and then
   * pauses, so that so many turns will have a place.
   */
  async function evict(hosts: readonly string[], places: number, tx: Transaction): Promise<OutboxEntry[]> {
    if (places === 0) return [];
    const [ending] = await selectRows(
      db,
      "SELECT COUNT(*) AS number FROM sandboxes WHERE live_host IN (?) AND state IN ('stopping', 'failed')",
      [hosts],
      tx,
    );
    const wanted = places - Number(ending?.['number']);
    if (wanted <= 0) return [];
    const idle = await selectRows(
      db,
      `SELECT id FROM sandboxes WHERE live_host IN (?) AND state = 'ready' AND job_id IS NULL
       ORDER BY kept_until IS NOT NULL AND kept_until > ?, idle_since LIMIT ? FOR UPDATE`,
      [hosts, dateTime(clock.now()), wanted],
      tx,
    );
    const entries: OutboxEntry[] = [];
    for (const row of idle) {
      const id = row['id'] as string;
      await runStatements(db, [changeSandbox(id, { state: 'stopping' })], tx);
      entries.push(await outbox.add(sandboxChanged(id), tx));
    }
    const missing = wanted - idle.length;
    return missing > 0 ? [...entries, ...(await endPauses(hosts, missing, tx))] : entries;
  }

  /** Has those begin that there are places for. */
  async function fill(places: readonly Place[], tx: Transaction): Promise<OutboxEntry[]> {
    const free = imagesOf(places.filter((place) => place.free > 0));
    const entries: OutboxEntry[] = [];
    for (const turn of await readNext(db, { images: imagesOf(places), free }, tx)) {
      const needsPlace = turn.sandboxState === 'waiting';
      const host = needsPlace ? roomiest(places.filter(({ images }) => images.has(turn.image))) : undefined;
      // The last place for its image went to one before it.
      if (needsPlace && !host) continue;
      entries.push(...((await begin(turn, host, tx)) ?? []));
    }
    return entries;
  }

  /** Has sandboxes that nobody works in give way to those that found no place. */
  async function makeRoom(places: readonly Place[], tx: Transaction): Promise<OutboxEntry[]> {
    const images = imagesOf(places);
    const free = imagesOf(places.filter((place) => place.free > 0));
    const crowded = new Set([...images].filter((image) => !free.has(image)));
    // There mostly is none, and who waits is not counted for it.
    if (crowded.size === 0 || !(await canAnyGiveWay(places, tx))) return [];
    const homeless = await countHomeless(db, { images, crowded }, tx);
    // What gives way helps only those whose image its machine has.
    const wanted = new Map<string, { readonly hosts: readonly string[]; readonly turns: number }>();
    for (const [image, turns] of homeless) {
      const hosts = places.filter((place) => place.images.has(image)).map(({ id }) => id);
      const group = wanted.get(hosts.join()) ?? { hosts, turns: 0 };
      wanted.set(hosts.join(), { ...group, turns: group.turns + turns });
    }
    const entries: OutboxEntry[] = [];
    for (const { hosts, turns } of wanted.values()) entries.push(...(await evict(hosts, turns, tx)));
    return entries;
  }

  return {
    admit: () =>
      inTransaction(db, async (tx) => {
        const places = await findPlaces(tx);
        if (places.length === 0) return [];
        return [...(await fill(places, tx)), ...(await makeRoom(places, tx))];
      }),
  };
}

function roomiest(places: readonly Place[]): Place | undefined {
  const [best] = places.filter(({ free }) => free > 0).sort((a, b) => b.free - a.free);
  return best;
}
