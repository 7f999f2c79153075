import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { anySignal } from '../../../domain/any-signal';
import type { ErrorCode } from '../../../domain/error-catalogue';
import { isAppError } from '../../../domain/errors';
import type { Sandbox, SandboxDriver, SandboxSpec } from '../../../domain/sandboxes/driver';
import { openEndedSandboxes } from '../ended';
import { createGuestSandbox, type GuestSandbox } from '../guest/guest-sandbox';
import { lost } from '../guest/session';
import { checkSandboxId, ENDED_KEPT_MS } from '../ids';
import { byId } from '../locks';
import { nativeSocket } from '../native-socket';
import { unavailable } from '../unavailable';
import { createE2bApi, type Box } from './api';
import { openBoxes } from './boxes';
import { dialGuest, firstLineOf } from './dial';
import { createEnvd, type Envd } from './envd';
import { E2bFailure } from './http';
import { GUEST_TAG, START_GUEST } from './layout';
import type { E2bOptions } from './options';
import { createRenewal } from './renewal';

/** How long a sandbox that E2B says is there may be out of reach before it counts as lost. */
const REACH_PATIENCE_MS = 30_000;
const REMOVAL_PATIENCE_MS = 60_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** Sandboxes of E2B, or of a cluster that speaks its protocol: virtual machines elsewhere. */
export async function createE2b(options: E2bOptions): Promise<SandboxDriver> {
  const { clock } = options;
  const root = path.join(options.home, 'sandboxes');
  await mkdir(root, { recursive: true, mode: 0o700 });
  const ended = await openEndedSandboxes(root);
  await ended.forgetEnded(new Date(clock.now().getTime() - ENDED_KEPT_MS));
  const api = createE2bApi(options);
  const boxes = await openBoxes(api, root);
  const locked = byId();
  /** Of what is being made here, to end it. */
  const onTheirWay = new Map<string, AbortController>();
  const envdOf = (box: Box) => createEnvd(box, options);
  const secondsUntil = (at: Date) =>
    Math.min(options.longestSeconds, Math.max(1, Math.ceil((at.getTime() - clock.now().getTime()) / 1000)));

  /** A sandbox that was out of reach for a moment is not lost: E2B says what is there. */
  async function connect(id: string): Promise<Duplex> {
    const until = performance.now() + REACH_PATIENCE_MS;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const box = await boxes.running(id);
      if (!box) throw lost('E2B has no such sandbox.');
      const envd = envdOf(box);
      try {
        return await nativeSocket(await dialGuest(envd), root);
      } catch (error) {
        const tags = await envd.tags().catch(() => undefined);
        if (tags && !tags.includes(GUEST_TAG)) throw lost('Its guest has ended.', error);
        if (performance.now() > until) throw lost('It is out of reach.', error);
      }
      await delay(pauseMs);
    }
  }

  const guestOf = (id: string): GuestSandbox => {
    const guest: GuestSandbox = createGuestSandbox({
      id,
      connect: () => connect(id),
      stats: () => guest.statsInside(),
    });
    return guest;
  };

  const sandboxOf = (id: string): Sandbox => {
    const guest = guestOf(id);
    return {
      ...guest,
      async setDeadline(at) {
        await guest.setDeadline(at);
        const box = await boxes.running(id);
        if (!box || !(await api.setTimeout(box.boxId, secondsUntil(at))))
          throw lost('E2B has no such sandbox.');
      },
    };
  };

  const renew = createRenewal({
    ...{ api, clock, secondsUntil },
    async deadlineOf(id) {
      const guest = guestOf(id);
      try {
        return await guest.deadline();
      } finally {
        guest.close();
      }
    },
  });

  async function attach(id: string): Promise<Sandbox | undefined> {
    if (await ended.isEnded(id)) return undefined;
    const box = await boxes.running(id);
    const tags = box && (await envdOf(box).tags());
    return tags?.includes(GUEST_TAG) ? sandboxOf(id) : undefined;
  }

  async function make(spec: SandboxSpec, signal: AbortSignal): Promise<Sandbox> {
    const template = options.templates[spec.image];
    if (template === undefined) throw unavailable(`There is no template for ${JSON.stringify(spec.image)}.`);
    if (await ended.isEnded(spec.id)) throw lost('A sandbox of this id was destroyed.');
    const running = await attach(spec.id);
    if (running) return running;
    try {
      const box =
        (await boxes.running(spec.id)) ?? (await boxes.make(spec.id, template, secondsUntil(spec.deadline)));
      signal.throwIfAborted();
      await startGuest(envdOf(box), spec, options.guest, signal);
      const guest = guestOf(spec.id);
      await guest.listen(spec.egress).finally(() => guest.close());
      signal.throwIfAborted();
      // Another process may have destroyed it meanwhile.
      const made = await attach(spec.id);
      if (made) return made;
      throw unavailable('It ended while it was made.');
    } catch (error) {
      // What cannot be reached now is found by its metadata later, as nobody's.
      await boxes.end(spec.id).catch(() => undefined);
      if (signal.aborted || (await ended.isEnded(spec.id)))
        throw lost('It was destroyed while it was made.', error);
      throw asAppError(error, 'SANDBOX_UNAVAILABLE');
    }
  }

  async function remove(id: string): Promise<void> {
    const until = performance.now() + REMOVAL_PATIENCE_MS;
    for (
      let pauseMs = FIRST_PAUSE_MS;
      !(await boxes.end(id));
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    ) {
      if (performance.now() > until) throw unavailable('E2B still shows a sandbox that it has ended.');
      await delay(pauseMs);
    }
  }

  return {
    name: 'e2b',
    enforces: { kernel: 'own', limits: 'virtual-machine', disk: 'bounded', user: 'own' },
    attach: (id) => attach(id).catch(rethrow),
    connect: (id) => connect(id).catch(rethrow),
    async create(spec) {
      checkSandboxId(spec.id);
      return locked(spec.id, async () => {
        const controller = new AbortController();
        onTheirWay.set(spec.id, controller);
        try {
          return await make(spec, controller.signal);
        } catch (error) {
          throw asAppError(error);
        } finally {
          onTheirWay.delete(spec.id);
        }
      });
    },
    async list() {
      const found = await boxes.list().catch(rethrow);
      // It may take long, and what fails is tried again.
      renew(found).catch(() => undefined);
      return [...new Map(found.map(({ id, startedAt }) => [id, { id, since: startedAt }])).values()];
    },
    async destroy(id) {
      checkSandboxId(id);
      // Marked first: whoever makes it, here or elsewhere, looks at this last.
      await ended.markEnded(id);
      onTheirWay.get(id)?.abort();
      return locked(id, async () => {
        // Also when there is a receipt: one whose making was not answered may have come to be after it.
        await remove(id).catch(rethrow);
        return ended.keepReceipt(id, { goneAt: clock.now() });
      });
    },
  };
}

/** Has the guest run; one that does is left alone. */
async function startGuest(
  envd: Envd,
  spec: SandboxSpec,
  program: string,
  signal: AbortSignal,
): Promise<void> {
  if ((await envd.tags()).includes(GUEST_TAG)) return;
  // A name of its own: two may make the same sandbox.
  const sent = `/tmp/taskloom-guest-${randomUUID()}`;
  await envd.upload(program, sent, 'root', signal);
  signal.throwIfAborted();
  const over = new AbortController();
  try {
    const { events } = await envd.start({
      ...{ user: 'root', tag: GUEST_TAG, stdin: false },
      argv: [
        ...(['/bin/sh', '-c', START_GUEST, 'sh'] as const),
        ...[String(spec.deadline.getTime()), String(spec.processes), sent],
      ],
      signal: anySignal(signal, over.signal),
    });
    await firstLineOf(events);
  } catch (error) {
    signal.throwIfAborted();
    // Another that makes the same one may have been first.
    if (!(await envd.tags()).includes(GUEST_TAG)) throw error;
  } finally {
    // It goes on: only its output is not read any more.
    over.abort();
  }
}

/** What callers are told; of a sandbox that is being made the cause alone tells what it answered. */
function asAppError(error: unknown, only?: ErrorCode): Error {
  if (isAppError(error, only)) return error;
  return unavailable(error instanceof E2bFailure ? error.message : 'E2B could not be asked.', error);
}

function rethrow(error: unknown): never {
  throw asAppError(error);
}
