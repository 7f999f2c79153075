import type { Duplex } from 'node:stream';
import type { Clock } from '../../../domain/clock';
import type {
  Enforcement,
  Sandbox,
  SandboxDriver,
  SandboxSpec,
  SandboxStats,
} from '../../../domain/sandboxes/driver';
import { isAppError } from '../../../domain/errors';
import { createGuestSandbox, type GuestSandbox } from '../guest/guest-sandbox';
import { lost } from '../guest/session';
import { checkSandboxId, ENDED_KEPT_MS } from '../ids';
import { byId } from '../locks';
import { unavailable } from '../unavailable';
import { identify, isAlive } from './processes';
import type { Made, Making, StateFolder } from './state-folder';

/** What a sandbox used, where it could be measured. */
export interface Measured {
  readonly cpuSeconds?: number;
  readonly memoryPeakBytes?: number;
}

/** What drivers differ in whose sandboxes are processes of this machine. */
export interface HostDriverParts<M extends Made> {
  readonly name: string;
  readonly enforces: Enforcement;
  readonly state: StateFolder<M>;
  readonly clock: Clock;
  /** Names this driver among those of its process. */
  readonly instance: string;
  /** @throws AppError SANDBOX_UNAVAILABLE for what cannot be had. */
  check(spec: SandboxSpec): void;
  /**
   * Makes a sandbox in its claimed state folder: when this answers, its guest has answered and everything is written down.
   * What it leaves when it throws is removed.
   */
  make(spec: SandboxSpec, making: Making, signal: AbortSignal): Promise<void>;
  /** Ends all of a sandbox, whatever there is of it, and removes what it left. Several may do so at once. */
  remove(id: string): Promise<Measured>;
  connect(id: string): Promise<Duplex>;
  stats(id: string, made: M, guest: () => GuestSandbox): Promise<SandboxStats>;
}

/** How connecting fails where nobody listens any more. */
const NOBODY_THERE = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

/** A driver that keeps what it knows in files, so that every process of the installation knows it. */
export async function createHostDriver<M extends Made>(parts: HostDriverParts<M>): Promise<SandboxDriver> {
  const { state, clock } = parts;
  await state.forgetEnded(new Date(clock.now().getTime() - ENDED_KEPT_MS));
  const locked = byId();
  /** Of what is being made here, to end it. */
  const onTheirWay = new Map<string, AbortController>();

  const attach = async (id: string): Promise<Sandbox | undefined> => {
    const made = await state.made(id);
    if (made === undefined || !isAlive(made.init) || (await state.isEnded(id))) return undefined;
    const sandbox: GuestSandbox = createGuestSandbox({
      id,
      connect: () => parts.connect(id),
      stats: () => parts.stats(id, made, () => sandbox),
    });
    return sandbox;
  };

  /** What a maker that was killed has left. */
  const removeAbandoned = async (id: string): Promise<void> => {
    const making = await state.making(id);
    const ours = making?.driver === parts.instance;
    if (making && !ours && isAlive(making.maker)) throw unavailable('Another process is making it.');
    await parts.remove(id);
  };

  const create = async (spec: SandboxSpec, signal: AbortSignal): Promise<Sandbox> => {
    if (await state.isEnded(spec.id)) throw lost('A sandbox of this id was destroyed.');
    const running = await attach(spec.id);
    if (running) return running;
    const making = makingNow(parts);
    if (!(await state.claim(spec.id, making))) {
      await removeAbandoned(spec.id);
      if (!(await state.claim(spec.id, making))) throw unavailable('Another process is making it.');
    }
    try {
      await parts.make(spec, making, signal);
      // Another process may have destroyed it meanwhile.
      const made = await attach(spec.id);
      if (made) return made;
      throw unavailable('It ended while it was made.');
    } catch (error) {
      await parts.remove(spec.id);
      if (signal.aborted || (await state.isEnded(spec.id)))
        throw lost('It was destroyed while it was made.', error);
      throw isAppError(error) ? error : unavailable('It could not be made.', error);
    }
  };

  return {
    name: parts.name,
    enforces: parts.enforces,
    attach,
    async create(spec) {
      checkSandboxId(spec.id);
      parts.check(spec);
      return locked(spec.id, async () => {
        const controller = new AbortController();
        onTheirWay.set(spec.id, controller);
        try {
          return await create(spec, controller.signal);
        } finally {
          onTheirWay.delete(spec.id);
        }
      });
    },
    async connect(id) {
      const made = await state.made(id);
      if (made === undefined || !isAlive(made.init)) throw lost('It does not run.');
      return parts.connect(id).catch((error: unknown) => {
        // What this process is short of says nothing of the sandbox.
        throw NOBODY_THERE.has((error as NodeJS.ErrnoException).code ?? '')
          ? lost('It does not answer.', error)
          : error;
      });
    },
    list: () => state.list(),
    async destroy(id) {
      checkSandboxId(id);
      const before = await state.receipt(id);
      if (before) return before;
      // Marked first: whoever makes it, here or elsewhere, looks at this last.
      await state.markEnded(id);
      onTheirWay.get(id)?.abort();
      return locked(id, async () => {
        const meanwhile = await state.receipt(id);
        if (meanwhile) return meanwhile;
        const measured = await parts.remove(id);
        return state.keepReceipt(id, { goneAt: clock.now(), ...measured });
      });
    },
  };
}

/** Who makes it: this driver in this process. */
function makingNow({ clock, instance }: Pick<HostDriverParts<Made>, 'clock' | 'instance'>): Making {
  const maker = identify(process.pid);
  if (maker === undefined) throw unavailable('/proc does not show this process.');
  return { since: clock.now().toISOString(), maker, driver: instance };
}
