import path from 'node:path';
import type Docker from 'dockerode';
import type { SandboxSpec } from '../../../domain/sandboxes/driver';
import type { View } from '../bubblewrap/mounts';
import type { Disk } from './disk';
import { INSTALLATION_LABEL, SANDBOX_LABEL } from './engine';

const GUEST = '/run/taskloom-guest';
/** The folder of the guest's socket, which root alone can enter: what runs there later is not root. */
const SOCKETS = '/run/taskloom';
/** Far from those that a program opens as it starts. */
const LISTEN_FD = 100;
const OPEN_FILES = 16_384;
/** In microseconds. Not as NanoCpus, which stays: removing lifts the bound. */
const CPU_PERIOD = 100_000;
/** What the engine hides by itself, and all that tells of the machine's devices. */
const HIDDEN = [
  ...[
    'acpi',
    'asound',
    'kcore',
    'keys',
    'latency_stats',
    'sched_debug',
    'scsi',
    'timer_list',
    'timer_stats',
  ].map((name) => `/proc/${name}`),
  '/sys',
];

export interface ContainerPlan {
  readonly spec: SandboxSpec;
  readonly installation: string;
  readonly image: string;
  readonly view: View;
  readonly disk: Disk;
  readonly guest: string;
  /** In the state folder: where the guest's socket is made, and who the user is. */
  readonly sockets: string;
  readonly passwd: string;
  readonly uid: number;
}

/** What the engine takes, with the name. */
export type ContainerOptions = Docker.ContainerCreateOptions & { readonly name: string };

/** The name of a sandbox's container: there is never a second. */
export const nameOf = (installation: string, id: string) => `${installation}-${id}`;

/**
 * What the engine is to make of a sandbox. Its process 1 begins as root, to make its socket where nobody inside can put
 * another in its place, and gives that up for good before it serves.
 */
export function containerOf(plan: ContainerPlan): ContainerOptions {
  const { spec, uid } = plan;
  const kept = keptInMemory(spec);
  const readable = [...plan.view.files, { source: plan.guest, target: GUEST }];
  const limit = (Name: string, value: number) => ({ Name, Soft: value, Hard: value });
  return {
    name: nameOf(plan.installation, spec.id),
    Image: plan.image,
    Hostname: 'sandbox',
    Labels: { [INSTALLATION_LABEL]: plan.installation, [SANDBOX_LABEL]: spec.id },
    User: '0:0',
    WorkingDir: '/',
    Env: ['PATH=/usr/local/bin:/usr/bin:/bin'],
    Entrypoint: [
      ...[GUEST, 'listen', '--fd', String(LISTEN_FD), path.join(SOCKETS, 'guest.sock'), '--'],
      ...[GUEST, 'become', '--user', String(uid), GUEST, 'serve', '--fd', String(LISTEN_FD)],
      ...['--deadline', String(spec.deadline.getTime()), '--processes', String(spec.processes)],
    ],
    NetworkDisabled: true,
    HostConfig: {
      NetworkMode: 'none',
      IpcMode: 'private',
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      CapAdd: ['SETUID', 'SETGID', 'SETPCAP'],
      SecurityOpt: ['no-new-privileges'],
      MaskedPaths: HIDDEN,
      Memory: spec.memoryBytes,
      MemorySwap: spec.memoryBytes,
      ...{ CpuPeriod: CPU_PERIOD, CpuQuota: Math.max(1_000, Math.round(spec.cpus * CPU_PERIOD)) },
      PidsLimit: spec.processes + 4,
      Tmpfs: { '/tmp': kept.files, '/dev/shm': kept.files },
      Sysctls: kept.objects,
      Ulimits: [
        limit('core', 0),
        limit('fsize', spec.diskBytes),
        limit('nofile', OPEN_FILES),
        limit('nproc', spec.processes),
      ],
      RestartPolicy: { Name: 'no' },
      // It is removed once it was seen to have ended, and what it used is known.
      AutoRemove: false,
      LogConfig: { Type: 'json-file', Config: { 'max-size': '64k', 'max-file': '1' } },
      Mounts: [
        ...readable.map(({ source, target }) => bind(source, target, true)),
        bind(plan.passwd, '/etc/passwd', true),
        bind(plan.sockets, SOCKETS, false),
        bind(plan.disk.workspace, '/workspace', false),
        bind(plan.disk.home, '/home/user', false),
      ],
    },
  };
}

/** What the kernel needs for the inode and the name of an empty file, about. */
const BYTES_OF_NAME = 1024;
const PAGE_BYTES = 4096;

/** Memory that belongs to no process, and is not freed by ending them: each kind has a bound, and all together too. */
function keptInMemory({ memoryBytes }: SandboxSpec) {
  const bytes = Math.floor(memoryBytes / 4);
  const names = Math.floor(bytes / 4 / BYTES_OF_NAME);
  return {
    files: `rw,exec,nosuid,nodev,mode=1777,size=${bytes},nr_inodes=${names}`,
    objects: {
      'kernel.shmall': String(Math.floor(bytes / 2 / PAGE_BYTES)),
      // Queues, of 16 KiB each; and semaphores: in a set, in all, in a call, and sets.
      'kernel.msgmni': '32',
      'kernel.sem': '1024 16384 128 128',
    },
  };
}

function bind(Source: string, Target: string, ReadOnly: boolean): Docker.MountSettings {
  return { Type: 'bind', Source, Target, ReadOnly, BindOptions: { Propagation: 'rprivate' } };
}
