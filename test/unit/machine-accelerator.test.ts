import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findAccelerator } from '../../providers/sandbox/qemu/accelerator';

/* Whether virtual machines use the processor itself: a device that is there is tried once, and may hang. */

const asRoot = process.geteuid?.() === 0;
const EMULATED = { accelerator: 'tcg', groups: [] };

let home: string;
let device: string;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'taskloom-accelerator-'));
  mkdirSync(path.join(home, 'sandboxes', '.machines'), { recursive: true });
  device = path.join(home, 'kvm');
  writeFileSync(device, '');
  chmodSync(device, 0o666);
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

const never = () => Promise.reject(new Error('It was tried.'));

test('where a guest boots, machines use the processor, and nobody tries again', async () => {
  const boots = vi.fn(() => Promise.resolve(true));
  const usable = { accelerator: 'kvm', groups: [] };
  expect(await findAccelerator(home, true, boots, device)).toEqual(usable);
  expect(boots).toHaveBeenCalledExactlyOnceWith(usable);
  expect(await findAccelerator(home, true, never, device)).toEqual(usable);
});

test('where the device is there and a guest hangs at it, machines are emulated, and nobody tries again', async () => {
  expect(await findAccelerator(home, true, () => Promise.resolve(false), device)).toEqual(EMULATED);
  expect(await findAccelerator(home, true, never, device)).toEqual(EMULATED);
});

test('after the machine has started anew it is tried again', async () => {
  await findAccelerator(home, true, () => Promise.resolve(false), device);
  const file = path.join(home, 'sandboxes', '.machines', 'accelerator.json');
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { bootId: string };
  writeFileSync(file, JSON.stringify({ ...kept, bootId: 'the one before' }));
  const found = await findAccelerator(home, true, () => Promise.resolve(true), device);
  expect(found.accelerator).toBe('kvm');
});

test('without a device, or with one that users of sandboxes may not open, nothing is tried', async () => {
  expect(await findAccelerator(home, true, never, path.join(home, 'none'))).toEqual(EMULATED);
  chmodSync(device, 0o600);
  expect(await findAccelerator(home, true, never, device)).toEqual(EMULATED);
});

test.runIf(asRoot)("a device that is its group's takes the group, unless it is root's", async () => {
  chmodSync(device, 0o660);
  chownSync(device, 0, 105);
  const boots = () => Promise.resolve(true);
  expect(await findAccelerator(home, true, boots, device)).toEqual({ accelerator: 'kvm', groups: [105] });
  chownSync(device, 0, 0);
  expect(await findAccelerator(home, true, never, device)).toEqual(EMULATED);
});
