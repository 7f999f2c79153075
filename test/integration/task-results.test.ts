import { SAY } from '../support/agent-programs';
import { run } from '../support/sandboxes';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';

/* Whatever an agent leaves in its workspace, the turn ends well, with as much of a result as can be had. */

let platform: TaskPlatform;
let ada: Developer;

beforeAll(async () => {
  platform = await taskPlatform({ limits: { graceMs: 300 } });
});

beforeEach(async () => {
  ada = await platform.developer();
});

afterAll(() => platform.close());

/** Runs a shell script as an agent, to the end of its task; answers what is kept of it. */
async function resultOf(script: string) {
  platform.script(
    () => `${SAY}
import subprocess
subprocess.run(["sh", "-ec", ${JSON.stringify(script)}], check=True, stdout=subprocess.DEVNULL)
done()
`,
  );
  const id = await ada.newTask();
  const task = await ada.ended(id);
  const url = `/api/v1/users/tasks/${id}`;
  const { diff } = (await ada.browser.get(`${url}/diff`)).body.data as { diff: string };
  const { artifacts } = (await ada.browser.get(`${url}/artifacts`)).body.data as {
    artifacts: { name: string }[];
  };
  const complaints = (await ada.events(id))
    .filter(({ type }) => type === 'error')
    .map(({ data: { artifact, reason } }) => ({ artifact, reason }));
  await ada.expectPaid([id]);
  return { id, task, diff, kept: artifacts.map(({ name }) => name), complaints };
}

/** What a command says in the sandbox of a task. */
async function inSandbox(task: Record<string, unknown>, command: string): Promise<string> {
  const sandbox = await platform.driver.attach(String(task['vm_id']));
  if (!sandbox) throw new Error('The sandbox is gone.');
  try {
    return (await run(sandbox, command)).out;
  } finally {
    sandbox.close();
  }
}

const NAMED = 'git -c user.name=a -c user.email=a@b';
const COMMITTED = `git init -q in; echo x > in/x; git -C in add x; cd in; ${NAMED} commit -qm x; cd ..`;
const WORK = 'echo hello > work.txt';

test.each([
  ['a repository without a commit', 'git init -q inner; echo x > inner/x'],
  [
    'a repository with one',
    `git init -q inner; echo x > inner/x; cd inner; git add x; ${NAMED} commit -qm x`,
  ],
  ['what says that it is a repository and is none', 'mkdir inner; echo "gitdir: /nowhere" > inner/.git'],
  ['a file that nobody may read', 'echo x > closed; chmod 0 closed'],
  ['a folder that nobody may enter', 'mkdir closed; echo x > closed/x; chmod 0 closed'],
  ['a pipe where git reads what to ignore', 'mkfifo .gitignore'],
  ['a pipe where git reads attributes', 'mkdir -p a/b; echo x > a/b/x; mkfifo a/b/.gitattributes'],
  [
    'pipes for all repositories',
    'mkdir -p ~/.config/git; mkfifo ~/.config/git/ignore ~/.config/git/attributes',
  ],
  ['a repository with a pipe for a head', 'mkdir -p in/.git/objects in/.git/refs; mkfifo in/.git/HEAD'],
  [
    'a repository that is a pipe, and one that is to be read from one',
    'mkdir in out; mkfifo in/.git; git init -q out; mkfifo pipe; ln -sf ../../pipe out/.git/config',
  ],
  [
    'packs of another folder',
    'mkdir -p o/pack; for end in idx pack; do mkfifo o/pack/pack-1234567890123456789012345678901234567890.$end; done; echo $PWD/o > ~/.taskloom/base.git/objects/info/alternates',
  ],
  ['a pipe, a socket and links to nowhere', 'mkfifo pipe; ln -s /nowhere a; ln -s b b; ln -s /etc/shadow c'],
  ['names like options', 'echo x > --output=lost; echo x > -rf'],
  [
    'settings for diffs',
    'git config --global diff.noprefix true; git config --global diff.external /bin/false',
  ],
  [
    'attributes of its own',
    'echo "* diff=mine filter=mine" > .gitattributes; git config --global filter.mine.clean false; git config --global filter.mine.required true',
  ],
])('%s', async (_what, script) => {
  const { task, diff, kept, complaints } = await resultOf(`${WORK}; (${script})`);
  expect(task).toMatchObject({ status: 'finished' });
  expect(diff).toContain('diff --git a/work.txt b/work.txt');
  expect(kept.sort()).toEqual(['patch', 'workspace']);
  expect(complaints).toEqual([]);
});

test('what a repository within would have run is not run in a later turn either', async () => {
  const plant = "printf '#!/bin/sh\\ntouch $HOME/ran\\n' > $HOME/planted; chmod +x $HOME/planted";
  const { id, task } = await resultOf(
    `${WORK}; ${plant}; ${COMMITTED}; git -C in config core.fsmonitor $HOME/planted`,
  );
  platform.script(() => `${SAY}\ndone()`);
  expect((await ada.browser.post(`/api/v1/users/tasks/${id}/turns`, { user_input: 'x' })).status).toBe(200);
  expect(await ada.ended(id)).toMatchObject({ status: 'finished', turns: 2 });
  expect(await inSandbox(task, 'ls $HOME/ran')).toBe('');
  const { diff } = (await ada.browser.get(`/api/v1/users/tasks/${id}/diff`)).body.data as { diff: string };
  expect(diff.match(/^diff --git .*$/gm)).toEqual(['diff --git a/work.txt b/work.txt']);
});

test('a patch that is too large leaves the archive, and is told', async () => {
  const { task, kept, complaints } = await resultOf(`${WORK}; head -c 20M /dev/urandom > noise`);
  expect(task).toMatchObject({ status: 'finished' });
  expect(kept).toEqual(['workspace']);
  expect(complaints).toEqual([{ artifact: 'patch', reason: 'RESULT_TOO_LARGE' }]);
});

test.each([
  ['a pipe', 'mkfifo'],
  ['a file', 'touch'],
  ['a folder that nobody may enter', 'mkdir -m 0'],
])('%s where the next agent’s settings belong is told, and takes no sandbox away', async (_what, make) => {
  const { id, task } = await resultOf(WORK);
  expect(await inSandbox(task, `rm -rf ~/settings; ${make} ~/settings`)).toBe('');
  const again = async () => {
    await ada.browser.post(`/api/v1/users/tasks/${id}/turns`, { user_input: 'again' });
    return ada.ended(id);
  };
  expect(await again()).toMatchObject({ status: 'error', reason: { code: 'SANDBOX_REFUSED' } });
  const errors = (await ada.events(id)).filter(({ type }) => type === 'error').map(({ data }) => data);
  expect(errors).toEqual([
    { reason: 'SANDBOX_REFUSED', message: expect.stringMatching(/settings (belongs|cannot be written)/) },
  ]);
  expect(await inSandbox(task, 'rm -rf ~/settings; cat work.txt')).toBe('hello\n');
  expect(await again()).toMatchObject({ status: 'finished', turns: 3 });
});

test('a full disk is told, also to the next turn, and whoever makes room goes on', async () => {
  const filling = `${SAY}
with open(os.path.expanduser("~/filler"), "wb") as file:
    size, length = 1 << 31, 0
    while size >= 4096:
        try:
            os.posix_fallocate(file.fileno(), length, size)
            length += size
        except OSError: size //= 2
done()
`;
  platform.script(() => filling);
  const id = await ada.newTask();
  const url = `/api/v1/users/tasks/${id}`;
  const turn = async (user_input: string) => {
    expect((await ada.browser.post(`${url}/turns`, { user_input })).status).toBe(200);
    return ada.ended(id);
  };
  const faults = async () =>
    (await ada.events(id)).filter(({ type }) => type === 'error').map(({ data }) => data);
  const task = await ada.ended(id);
  expect(task).toMatchObject({ status: 'finished' });
  const [fault, ...more] = await faults();
  expect([fault, more]).toMatchObject([{ artifact: 'patch' }, []]);
  expect((await ada.browser.get(`${url}/diff`)).body.data).toEqual({
    reason: 'PATCH_UNAVAILABLE',
    cause: 'SANDBOX_REFUSED',
  });

  expect(await turn('again')).toMatchObject({ status: 'error', reason: { code: 'SANDBOX_REFUSED' } });
  expect(await faults()).toContainEqual({
    reason: 'SANDBOX_REFUSED',
    message: expect.stringContaining('the disk of the sandbox is full'),
  });
  expect(await inSandbox(task, 'rm $HOME/filler')).toBe('');
  platform.script(() => `${SAY}\ndone()`);
  expect(await turn('and again')).toMatchObject({ status: 'finished' });
  expect((await ada.browser.get(`${url}/diff`)).status).toBe(200);
});

test.each([
  ['a watcher of files', 'git config --file $BASE/config core.fsmonitor $HOME/planted'],
  ['a hook', 'mkdir -p $BASE/hooks; cp $HOME/planted $BASE/hooks/post-index-change'],
  ['a setting for all', 'git config --global core.fsmonitor $HOME/planted'],
  [
    'a repository within that is known, and watches',
    `${COMMITTED}; git --git-dir=$BASE --work-tree=. add in; git -C in config core.fsmonitor $HOME/planted`,
  ],
  [
    'a repository within that is known, and filters',
    `${COMMITTED}; git --git-dir=$BASE --work-tree=. add in; git -C in config filter.a.clean $HOME/planted; echo "* filter=a" > in/.gitattributes; touch -d tomorrow in/x`,
  ],
  [
    'the name of another folder',
    'cp -r $BASE $HOME/other; git config --file $HOME/other/config core.fsmonitor $HOME/planted; echo $HOME/other > $BASE/commondir',
  ],
])('what it plants for git is not run: %s', async (_what, plant) => {
  const planted =
    '#!/bin/sh\ntouch $HOME/ran\nsetsid sh -c "while :; do echo complaint; sleep 0.01; done" >&2 &\nexit 1\n';
  const { task } = await resultOf(
    `${WORK}; BASE=$HOME/.taskloom/base.git; printf '${planted.replaceAll('\n', '\\n')}' > $HOME/planted; chmod +x $HOME/planted; ${plant}`,
  );
  expect(task).toMatchObject({ status: 'finished' });
  expect(await inSandbox(task, 'grep -la complain[t] /proc/[0-9]*/cmdline; ls $HOME/ran')).toBe('');
});
