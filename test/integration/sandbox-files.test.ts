import { execFileSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import JSZip from 'jszip';
import type { Sandbox } from '../../domain/sandboxes/driver';
import { openSandboxes, run, type SandboxBench } from '../support/sandboxes';

let bench: SandboxBench;
let sandbox: Sandbox;

beforeAll(async () => {
  bench = await openSandboxes();
  sandbox = await bench.create();
});

afterAll(() => bench.close());

const refused = (reason: string) => ({ code: 'SANDBOX_REFUSED', details: { reason } });
const names = async (folder: string) => (await sandbox.list(folder)).entries.map(({ name }) => name);

test('a file is written whole, with the folders above it, and read in parts', async () => {
  const content = Buffer.alloc(3_000_000, 'abcdefghij');
  await sandbox.writeFile(
    '/workspace/deep/er/file.bin',
    Readable.from([content.subarray(0, 7), content.subarray(7)]),
    {
      mode: 0o750,
    },
  );
  const whole = await sandbox.readFile('/workspace/deep/er/file.bin');
  expect(whole.size).toBe(3_000_000);
  expect((await buffer(whole.stream)).equals(content)).toBe(true);
  const part = await sandbox.readFile('/workspace/deep/er/file.bin', { offset: 2_999_995, length: 100 });
  expect(await text(part.stream)).toBe('fghij');
  expect(await sandbox.list('/workspace/deep')).toMatchObject({
    type: 'folder',
    entries: [{ name: 'er', type: 'folder' }],
    truncated: false,
  });
  expect(await sandbox.list('/workspace/deep/er/file.bin')).toMatchObject({
    ...{ name: 'file.bin', type: 'file', size: 3_000_000, mode: 0o750, entries: [] },
    modifiedAt: expect.any(Date),
  });
  await sandbox.writeFile('/workspace/empty', '');
  expect(await text((await sandbox.readFile('/workspace/empty')).stream)).toBe('');
});

test('a file whose source fails is not written, and leaves nothing', async () => {
  await sandbox.writeFile('/workspace/kept/file', 'before');
  const failing = Readable.from(
    (async function* () {
      yield Buffer.alloc(100_000);
      throw new Error('the source is broken');
    })(),
  );
  await expect(sandbox.writeFile('/workspace/kept/file', failing)).rejects.toThrow('the source is broken');
  expect(await text((await sandbox.readFile('/workspace/kept/file')).stream)).toBe('before');
  expect((await run(sandbox, 'sleep 0; ls -A /workspace/kept')).out).toBe('file\n');
});

test('folders are made, moved and removed', async () => {
  await sandbox.makeFolder('/workspace/a/b');
  await sandbox.writeFile('/workspace/a/b/file', 'x');
  await sandbox.move('/workspace/a', '/workspace/c');
  expect(await names('/workspace/c/b')).toEqual(['file']);
  await expect(sandbox.writeFile('/workspace/c', 'x')).rejects.toMatchObject(refused('conflict'));
  await sandbox.remove('/workspace/c');
  for (const ask of [sandbox.list, sandbox.remove, sandbox.readFile]) {
    await expect(ask('/workspace/c')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  await expect(sandbox.remove('/usr/bin/env')).rejects.toMatchObject(refused('denied'));
  await expect(sandbox.list('relative')).rejects.toMatchObject(refused('invalid'));
});

test('what is no regular file is not read: neither a FIFO nor a device holds the host up', async () => {
  await run(
    sandbox,
    'mkfifo /workspace/fifo; ln -s /dev/zero /workspace/zero; ln -s fifo /workspace/to-fifo',
  );
  for (const file of [
    '/workspace/fifo',
    '/workspace/to-fifo',
    '/workspace/zero',
    '/dev/zero',
    '/workspace',
    '/dev/tty',
  ]) {
    await expect(sandbox.readFile(file)).rejects.toMatchObject({ code: 'SANDBOX_REFUSED' });
  }
});

test('a folder of very many files is listed in part', async () => {
  const many = await bench.create({ diskBytes: 256 * 1024 * 1024 });
  await run(many, 'mkdir many; cd many; seq 1 10100 | xargs touch');
  const { entries, truncated } = await many.list('/workspace/many');
  expect(entries).toHaveLength(10_000);
  expect(truncated).toBe(true);
  await bench.driver.destroy(many.id);
});

describe('archives', () => {
  beforeAll(async () => {
    await run(
      sandbox,
      `mkdir -p project/src project/node_modules/x project/empty; cd project; echo main > src/main.py; echo log > a.log
       echo x > node_modules/x/index.js; ln -s src/main.py link; ln -s /etc/passwd outside; mkfifo pipe; chmod 700 src/main.py`,
    );
  });

  test('a tar.gz holds files, folders and links, and not what is left out', async () => {
    const packed = await buffer(
      await sandbox.archive('/workspace/project', { exclude: ['node_modules', '*.log'] }),
    );
    const listed = execFileSync('tar', ['tzvf', '-'], { input: packed }).toString();
    expect(listed).toMatch(/^-rwx------ .* src\/main\.py$/m);
    expect(listed).toMatch(/^lrwxrwxrwx .* outside -> \/etc\/passwd$/m);
    const names = execFileSync('tar', ['tzf', '-'], { input: packed }).toString().trim().split('\n').sort();
    expect(names).toEqual(['empty/', 'link', 'outside', 'src/', 'src/main.py']);
  });

  test('a zip holds the same', async () => {
    const packed = await buffer(
      await sandbox.archive('/workspace/project', { format: 'zip', exclude: ['src/*'] }),
    );
    const zip = await JSZip.loadAsync(packed);
    expect(Object.keys(zip.files).sort()).toEqual([
      'a.log',
      'empty/',
      'link',
      'node_modules/',
      'node_modules/x/',
      'node_modules/x/index.js',
      'outside',
      'src/',
    ]);
    expect(await zip.file('a.log')!.async('string')).toBe('log\n');
  });

  test('one that is too large for the host fails, and so does one of a sandbox that ends', async () => {
    await run(sandbox, 'head -c 20M /dev/urandom > /workspace/project/src/random');
    const bounded = await sandbox.archive('/workspace/project', { maxBytes: 1_000_000 });
    await expect(buffer(bounded)).rejects.toMatchObject(refused('too_large'));
    await run(sandbox, 'rm /workspace/project/src/random');

    const brief = await bench.create();
    await run(brief, 'head -c 40M /dev/urandom > random');
    const cut = await brief.archive('/workspace');
    await bench.driver.destroy(brief.id);
    await expect(buffer(cut)).rejects.toMatchObject({ code: 'SANDBOX_LOST' });
  });

  test('what was packed is unpacked again, from each format, over what is there', async () => {
    for (const format of ['tar.gz', 'zip'] as const) {
      const exclude = ['outside'];
      const packed = await buffer(await sandbox.archive('/workspace/project', { format, exclude }));
      const target = `/workspace/copy-${format}/in/it`;
      await sandbox.extract(target, Readable.from([packed]));
      await sandbox.writeFile(`${target}/own`, 'own');
      await sandbox.extract(target, packed);
      const { out } = await run(sandbox, `cd ${target}; cat link own; stat -c %a src/main.py; ls -A`);
      expect(out).toBe('main\nown700\na.log\nempty\nlink\nnode_modules\nown\nsrc\n');
    }
    const packed = gunzipSync(await buffer(await sandbox.archive('/workspace/project/src')));
    await sandbox.extract('/workspace/plain', packed);
    expect(await names('/workspace/plain')).toEqual(['main.py']);
  });

  test('one that leads outside is refused, and nothing of it is left', async () => {
    for (const [what, packed] of Object.entries(hostile())) {
      await expect(sandbox.extract('/workspace/victim/inner', packed)).rejects.toMatchObject(
        refused('unsafe_archive'),
      );
      expect({ what, left: (await names('/workspace')).includes('victim') }).toEqual({ what, left: false });
    }
    expect((await run(sandbox, 'ls -A /tmp; cat /workspace/escaped 2>/dev/null; true')).out).toBe('');
  });

  test('one that is too large unpacked, has too many entries, or is none, leaves nothing', async () => {
    const bomb = pack(
      "f = tarfile.TarInfo('zeros'); f.size = 50_000_000; t.addfile(f, open('/dev/zero', 'rb'))",
    );
    expect(bomb.length).toBeLessThan(100_000);
    await expect(sandbox.extract('/workspace/v', bomb, { maxBytes: 1_000_000 })).rejects.toMatchObject(
      refused('too_large'),
    );
    await expect(sandbox.extract('/workspace/v', bomb, { maxEntries: 0 })).rejects.toMatchObject(
      refused('too_large'),
    );
    const zipped = await new JSZip()
      .file('zeros', Buffer.alloc(50_000_000))
      .generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
    await expect(sandbox.extract('/workspace/v', zipped, { maxBytes: 1_000_000 })).rejects.toMatchObject(
      refused('too_large'),
    );
    await expect(sandbox.extract('/workspace/v', Buffer.from('no archive'))).rejects.toMatchObject(
      refused('invalid'),
    );
    await expect(sandbox.extract('/workspace/v', bomb.subarray(0, 1000))).rejects.toMatchObject(
      refused('invalid'),
    );
    await expect(sandbox.extract('/workspace/v', Buffer.from('PK\u0003\u0004broken'))).rejects.toMatchObject(
      refused('invalid'),
    );
    await expect(sandbox.extract('/usr/v', bomb)).rejects.toMatchObject(refused('denied'));
    expect(await names('/workspace')).not.toContain('v');
  });
});

/** A tar.gz that Python's tarfile makes: it makes any. */
function pack(statements: string): Buffer {
  const script = `import io, sys, tarfile\nt = tarfile.open(fileobj=sys.stdout.buffer, mode='w|gz')\n${statements}\nt.close()`;
  return execFileSync('python3', ['-c', script], { maxBuffer: 64 * 1024 * 1024 });
}

function hostile(): Record<string, Buffer> {
  const file = (name: string) =>
    `f = tarfile.TarInfo(${JSON.stringify(name)}); f.size = 4; t.addfile(f, io.BytesIO(b'evil'))`;
  const link = (name: string, target: string, type = 'SYMTYPE') =>
    `f = tarfile.TarInfo('${name}'); f.type = tarfile.${type}; f.linkname = '${target}'; t.addfile(f)`;
  const zip = (name: string) =>
    execFileSync('python3', [
      '-c',
      `import sys, zipfile, io\nb = io.BytesIO()\nz = zipfile.ZipFile(b, 'w')\nz.writestr(${JSON.stringify(name)}, 'evil')\nz.close()\nsys.stdout.buffer.write(b.getvalue())`,
    ]);
  return {
    absolute: pack(file('/tmp/escaped')),
    parent: pack(file('../../escaped')),
    'parent in between': pack(file('a/../../../escaped')),
    'absolute link': pack(link('l', '/tmp')),
    'parent link': pack(link('l', '../..')),
    'deep parent link': pack(link('a/b/l', '../../../x')),
    'hard link': pack(link('l', '/etc/passwd', 'LNKTYPE')),
    'file over a link': pack(`${link('l', 'inside')}\n${file('l/escaped')}`),
    'a good file first': pack(`${file('good')}\n${file('../escaped')}`),
    device: pack("f = tarfile.TarInfo('d'); f.type = tarfile.BLKTYPE; f.devmajor = 7; t.addfile(f)"),
    fifo: pack("f = tarfile.TarInfo('d'); f.type = tarfile.FIFOTYPE; t.addfile(f)"),
    'zip parent': zip('../escaped'),
    'zip absolute': zip('/tmp/escaped'),
    'zip backslash': zip('..\\escaped'),
  };
}
