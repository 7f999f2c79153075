import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addImage, openImages, removeImage } from '../../providers/sandbox/images';
import { furnish } from '../../scripts/platform/image-content';
import { createBubblewrap } from '../../providers/sandbox/bubblewrap/driver';
import { systemClock } from '../../domain/clock';
import { loadSettings } from '../../config/settings';
import { openSandboxDriver } from '../../activities/sandbox-driver';
import { E2B_KEY, openE2b } from '../support/e2b';
import { sandboxPrograms } from '../support/sandbox-drivers/bubblewrap';
import { run, sandboxSpec } from '../support/sandboxes';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'taskloom-images-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const named = { name: 'python', tag: '3.11' };

/** A root file system with a program of its own, that borrows the host's. */
async function fill(rootfs: string): Promise<void> {
  mkdirSync(path.join(rootfs, 'etc'));
  mkdirSync(path.join(rootfs, 'usr'));
  writeFileSync(path.join(rootfs, 'etc', 'passwd'), 'root:x:0:0:root:/root:/bin/sh');
  await furnish(rootfs);
}

test('an image that is added is there, by its name and tag, and is not after it was removed', async () => {
  const images = openImages(folder);
  expect(await images.list()).toEqual([]);
  const added = await addImage(folder, named, fill);
  await addImage(folder, { name: 'default', tag: 'latest' }, fill);
  expect((await images.list()).map(({ name, tag }) => `${name}:${tag}`)).toEqual([
    'default:latest',
    'python:3.11',
  ]);
  expect(await images.find('python:3.11')).toEqual(added);
  expect(await images.find('default')).toMatchObject({ name: 'default', tag: 'latest' });
  for (const none of ['python', 'python:3', '../python:3.11', 'python:..', 'a:b:c', '', '.', 'Python:3.11']) {
    expect(await images.find(none)).toBeUndefined();
  }
  expect(await removeImage(folder, named)).toBe(true);
  expect(await removeImage(folder, named)).toBe(false);
  expect(await images.find('python:3.11')).toBeUndefined();
});

test('an image that could not be made whole is not there, and of two of one name the first stays', async () => {
  const broken = addImage(folder, named, () => Promise.reject(new Error('the disk is full')));
  await expect(broken).rejects.toThrow('the disk is full');
  expect(readdirSync(folder)).toEqual([]);

  const made = await Promise.allSettled([addImage(folder, named, fill), addImage(folder, named, fill)]);
  expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(addImage(folder, named, fill)).rejects.toThrow('remove it first');
  expect(readdirSync(folder)).toEqual(['python']);
});

test('a sandbox sees the files of its image, also of one that was added after its driver began', async () => {
  const images = openImages(folder);
  const home = path.join(folder, 'home');
  const driver = await createBubblewrap({
    ...{ home, ...sandboxPrograms(), clock: systemClock },
    images: async (name) => (await images.find(name))?.rootfs,
    shared: ['/usr', '/lib', '/lib64', '/bin'].map((source) => ({ source, target: source })),
  });
  const spec = sandboxSpec({ image: 'python:3.11' });
  await expect(driver.create(sandboxSpec({ image: 'python:3.11' }))).rejects.toMatchObject({
    code: 'SANDBOX_UNAVAILABLE',
  });
  await addImage(folder, named, fill);
  const sandbox = await driver.create(spec);
  try {
    expect((await run(sandbox, 'cat /etc/hostname; tail -1 /etc/passwd; ls /etc')).out).toBe(
      'sandbox\nuser:x:1000:1000:user:/home/user:/bin/bash\ngroup\nhostname\nhosts\npasswd\nresolv.conf\n',
    );
  } finally {
    sandbox.close();
    await driver.destroy(spec.id);
  }
});

test('a machine offers what its driver can make a sandbox of', async () => {
  const e2b = await openE2b();
  const { guest, bwrap } = sandboxPrograms();
  const offeredBy = async (more: Record<string, string>) => {
    const settings = loadSettings({
      ...{ DATABASE_URL: 'mysql://nobody@127.0.0.1/none', REDIS_URL: 'redis://127.0.0.1' },
      ...{ TASKLOOM_SECRET: 'no secret at all: nothing is kept', TASKLOOM_HOME: path.join(folder, 'home') },
      ...{ SANDBOX_IMAGES: path.join(folder, 'images'), SANDBOX_AGENTS: folder },
      ...{ SANDBOX_GUEST: guest, SANDBOX_BWRAP: bwrap },
      ...more,
    });
    const opened = await openSandboxDriver(settings, systemClock);
    return (await opened?.images())?.map(({ name, tag }) => `${name}:${tag}`);
  };
  try {
    expect(await offeredBy({ SANDBOX_DRIVER: 'none' })).toBeUndefined();
    expect(await offeredBy({ SANDBOX_DRIVER: 'bubblewrap' })).toEqual(['default:latest']);
    await addImage(path.join(folder, 'images'), named, fill);
    expect(await offeredBy({ SANDBOX_DRIVER: 'bubblewrap' })).toEqual(['default:latest', 'python:3.11']);
    // What is in a template only its vendor knows; images of this machine are not there.
    expect(
      await offeredBy({
        ...{ SANDBOX_DRIVER: 'e2b', SANDBOX_E2B_API_KEY: E2B_KEY },
        ...{ SANDBOX_E2B_API_URL: e2b.e2b.url, SANDBOX_E2B_SANDBOX_URL: e2b.e2b.url },
      }),
    ).toEqual(['default:latest']);
  } finally {
    await e2b.close();
  }
});
