import type Docker from 'dockerode';
import type { Clock } from '../../../domain/clock';
import type { SharedPath } from '../bubblewrap/options';
import type { Made, StateFolder } from '../host/state-folder';
import type { SandboxUsers } from '../host/users';

export interface DockerOptions {
  /** The engine's socket. The engine runs on this machine, and sees its files as they are here. */
  readonly socket: string;
  /** The folder that the installation keeps everything in (absolute); sandboxes are in `sandboxes` below it. */
  readonly home: string;
  /** The guest program, absolute. */
  readonly guest: string;
  /** The root file system of an image: a folder, or `/` for the programs of this machine; undefined for none. */
  readonly images: (name: string) => Promise<string | undefined>;
  /** What else every sandbox can read: agents' command lines, certificates. */
  readonly shared?: readonly SharedPath[];
  readonly users?: SandboxUsers;
  readonly clock: Clock;
}

/** A sandbox that was made, by the container that it is. */
export interface MadeByDocker extends Made {
  readonly container: string;
}

/** What makes and ends the sandboxes of one installation. */
export interface Yard {
  readonly options: DockerOptions;
  readonly docker: Docker;
  readonly state: StateFolder<MadeByDocker>;
  /** Whether disks have a bound here: it takes root, and loop devices. */
  readonly hasDisks: boolean;
  /** The folder of the sandboxes' /etc. */
  readonly etc: string;
}
