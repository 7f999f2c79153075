import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { QueryTypes } from 'sequelize';
import { dateTime } from '../../domain/db/columns';
import { createHostNames, HostNameTaken, type HostNames } from '../../domain/sandboxes/host-names';
import { createSandboxHosts, type SandboxHosts } from '../../domain/sandboxes/hosts';
import { jobPlatform, type JobPlatform } from '../support/job-platform';
import { sandboxPrograms } from '../support/sandbox-drivers/bubblewrap';
import { freshNamespace, type TestNamespace } from '../support/temporal';
import { startWorkerProcess, workerHome, type WorkerProcessHome } from '../support/worker-process';

/** Two machines under one name would end each other's sandboxes: the second is refused. */

const ONE = { id: 'local', instance: '11111111-1111-4111-8111-111111111111' };
const OTHER = { id: 'local', instance: '22222222-2222-4222-8222-222222222222' };
const ROOM = { driver: 'bubblewrap', address: '' };

let platform: JobPlatform;
let names: HostNames;
let hosts: SandboxHosts;

beforeEach(async () => {
  platform = await jobPlatform();
  names = createHostNames(platform);
  hosts = createSandboxHosts(platform);
});

afterEach(() => platform.close());

const slots = async () =>
  (await platform.db.query('SELECT slots FROM sandbox_hosts', { type: QueryTypes.SELECT })) as unknown[];

test('while a machine is seen, no other has its name, nor says anything under it', async () => {
  await names.take(ONE);
  expect(await slots()).toEqual([{ slots: 0 }]);
  await hosts.seen({ ...ONE, ...ROOM, slots: 3 });
  platform.advance(14_000);
  await expect(names.take(OTHER)).rejects.toThrow(HostNameTaken);
  await expect(hosts.seen({ ...OTHER, ...ROOM, slots: 5 })).rejects.toThrow('SANDBOX_HOST_ID');
  await expect(hosts.livingAt(OTHER)).rejects.toThrow(HostNameTaken);
  expect(await slots()).toEqual([{ slots: 3 }]);
  await names.leave(OTHER);
  // Leaving under a name that it does not have frees nothing.
  await expect(names.take(OTHER)).rejects.toThrow(HostNameTaken);
});

test('the same machine is let in at once, whatever became of its worker, and keeps its places', async () => {
  await hosts.seen({ ...ONE, ...ROOM, slots: 3 });
  await names.take(ONE);
  expect(await slots()).toEqual([{ slots: 3 }]);
  await hosts.livingAt(ONE);
});

test('another takes the name of a machine that is lost, which may touch nothing then', async () => {
  await hosts.seen({ ...ONE, ...ROOM, slots: 3 });
  platform.advance(15_000);
  await names.take(OTHER);
  expect(await slots()).toEqual([{ slots: 0 }]);
  await expect(hosts.livingAt(ONE)).rejects.toThrow(HostNameTaken);
  await expect(hosts.seen({ ...ONE, ...ROOM, slots: 3 })).rejects.toThrow(HostNameTaken);
  await hosts.livingAt(OTHER);
});

test('a machine that ends frees its name, and has no places', async () => {
  await hosts.seen({ ...ONE, ...ROOM, slots: 3 });
  await names.leave(ONE);
  await names.take(OTHER);
});

test('of many that want a name at once one has it', async () => {
  const wishes = Array.from({ length: 8 }, (_, n) => ({ ...ONE, instance: `machine-${n}` }));
  const taken = await Promise.allSettled(wishes.map((wish) => names.take(wish)));
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const each of taken) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(HostNameTaken);
});

describe('workers', () => {
  let temporal: TestNamespace;
  let homes: WorkerProcessHome[];
  const running: ChildProcess[] = [];

  beforeEach(async () => {
    temporal = await freshNamespace();
    const { guest, bwrap } = sandboxPrograms();
    const settings = {
      ...{ SANDBOX_DRIVER: 'bubblewrap', SANDBOX_GUEST: guest, SANDBOX_BWRAP: bwrap },
      ...{ SANDBOX_AGENTS: tmpdir(), SANDBOX_HOST_ID: 'twice' },
    };
    homes = await Promise.all([1, 2].map(() => workerHome(platform, temporal, settings)));
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((worker) => ended(worker, 'SIGTERM')));
    await temporal.close();
    await Promise.all(homes.map((home) => home.remove()));
  });

  async function start(home: WorkerProcessHome): Promise<ChildProcess> {
    const worker = await startWorkerProcess(home);
    running.push(worker);
    return worker;
  }

  test('with a state folder of its own, a second one under a name ends and says why; a restart is let in', async () => {
    const [one, other] = homes;
    const first = await start(one!);
    await expect(start(other!)).rejects.toThrow(/Another machine has sandboxes under the name \\"twice\\"/);
    await ended(first, 'SIGKILL');
    await ended(await start(one!), 'SIGTERM');
    // It went properly: nobody has to wait for it.
    await start(other!);
  }, 120_000);

  test('one whose name another has taken while it was away ends', async () => {
    const worker = await start(homes[0]!);
    const exit = once(worker, 'exit');
    await platform.db.query('UPDATE sandbox_hosts SET instance_id = ?, seen_at = ?', {
      replacements: [OTHER.instance, dateTime(platform.clock.now())],
    });
    expect(await exit).toEqual([1, null]);
  }, 60_000);
});

async function ended(worker: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  worker.kill(signal);
  await once(worker, 'exit');
}
