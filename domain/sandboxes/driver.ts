import type { Duplex } from 'node:stream';
import type { Files } from './files';
import type { Processes } from './processes';
import type { SandboxSize } from './sandbox';

/*
 * What every way to run sandboxes is. A driver makes and ends them; a sandbox is spoken with through the guest program
 * that runs in it. What comes from inside is untrusted: it is bounded and checked before it gets here.
 *
 * Everything here throws AppError SANDBOX_LOST when the sandbox is gone or does not answer, and SANDBOX_REFUSED when it
 * cannot do what was asked for.
 */

/** What a sandbox is to be. */
export interface SandboxSpec extends SandboxSize {
  /** Never used again for another: letters, digits, `_` and `-`, 64 at most. */
  readonly id: string;
  /** The name of a root file system that the driver knows. */
  readonly image: string;
  /** When it ends by itself, whatever becomes of the host. */
  readonly deadline: Date;
  /** Ports on its 127.0.0.1 that lead out to who takes their connections with `Sandbox.egress`. */
  readonly egress: readonly EgressPort[];
}

export interface EgressPort {
  /** Letters, digits, `_` and `-`. */
  readonly name: string;
  readonly port: number;
}

/** That a sandbox was seen to be gone, with everything in it. */
export interface Receipt {
  readonly goneAt: Date;
  /** Where the driver could measure them. */
  readonly cpuSeconds?: number;
  readonly memoryPeakBytes?: number;
}

/** What holds for the sandboxes of a driver on this machine; operators must know it. */
export interface Enforcement {
  /** Whether a sandbox runs on the machine's own kernel, or on one that is its own. */
  readonly kernel: 'shared' | 'own';
  /** What bounds memory, processes and processor time of a sandbox as a whole. */
  readonly limits: 'cgroup-v1' | 'cgroup-v2' | 'virtual-machine' | 'engine' | 'none';
  readonly disk: 'bounded' | 'unbounded';
  /** Whether each has a user of its own on the machine, or all are the platform's. */
  readonly user: 'own' | 'shared';
}

export interface SandboxDriver {
  readonly name: string;
  readonly enforces: Enforcement;
  /**
   * Makes a sandbox, or answers the one that has this id. When it throws, nothing is left behind.
   * @throws AppError SANDBOX_UNAVAILABLE when there is no room or it cannot be made; SANDBOX_LOST when a sandbox of
   * this id was destroyed, before or meanwhile.
   */
  create(spec: SandboxSpec): Promise<Sandbox>;
  /** The sandbox of that id, however long ago and by whichever process it was made; undefined when it does not run. */
  attach(id: string): Promise<Sandbox | undefined>;
  /**
   * Opens a stream of bytes to the guest program of a sandbox, for who speaks with it from elsewhere.
   * @throws AppError SANDBOX_LOST when it does not run.
   */
  connect(id: string): Promise<Duplex>;
  /** All that runs or has left something behind, also of what was never finished. */
  list(): Promise<readonly { readonly id: string; readonly since: Date }[]>;
  /**
   * Ends a sandbox and removes all of it, also one that is being made. Answers when its processes were seen to be gone;
   * a repeat answers the first receipt.
   */
  destroy(id: string): Promise<Receipt>;
}

/** What a sandbox uses at this moment, as the host sees it. */
export interface SandboxStats {
  readonly memoryBytes: number;
  readonly cpuSeconds: number;
  /** Processes and threads. */
  readonly processes: number;
  /** Null where it is not measured. */
  readonly diskBytes: number | null;
}

/** A sandbox that runs. */
export interface Sandbox extends Processes, Files {
  readonly id: string;
  /** Asks whether it answers. `uptimeMs` is how long the guest program has run. */
  hello(): Promise<{ readonly version: string; readonly uptimeMs: number }>;
  /** The TCP ports that something inside listens on. */
  ports(): Promise<readonly number[]>;
  /** Connects to a port inside. @throws AppError SANDBOX_REFUSED `not_listening`. */
  connectPort(port: number): Promise<Duplex>;
  /**
   * Takes the connections that programs inside open to the port of that name, also those that came while nobody took them
   * (for a minute). Answers what stops it; connections that were taken go on.
   */
  egress(name: string, onConnection: (connection: Duplex) => void): () => void;
  stats(): Promise<SandboxStats>;
  setDeadline(at: Date): Promise<void>;
  /** Ends the connection alone: the sandbox goes on. */
  close(): void;
}
