import { existsSync, readFileSync } from 'node:fs';
import { API_NODE_FLAGS } from '../../config/node-flags';
import { inProject } from '../../config/paths';

interface Instruction {
  readonly name: string;
  readonly text: string;
}

interface Stage {
  readonly name: string;
  readonly base: string;
  readonly instructions: readonly Instruction[];
}

const stages = parseStages(readFileSync(inProject('Dockerfile'), 'utf8'));
const final = stages.at(-1)!;
const packageJson = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as {
  engines: { node: string };
};

function parseStages(text: string): Stage[] {
  const lines = text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const found: { name: string; base: string; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, name = '', rest = ''] = /^\s*(\w+)\s+(.*)$/.exec(line) ?? [];
    if (name === 'FROM') {
      const [, base = '', as = ''] = /^(\S+)(?:\s+AS\s+(\S+))?$/.exec(rest) ?? [];
      found.push({ name: as, base, instructions: [] });
    } else found.at(-1)?.instructions.push({ name, text: rest.replace(/\s+/g, ' ') });
  }
  return found;
}

function texts(stage: Stage, name: string): string[] {
  return stage.instructions.filter((instruction) => instruction.name === name).map(({ text }) => text);
}

test('every stage but the one with Go is Debian slim, with a Node that package.json allows', () => {
  const [, oldest = ''] = /^>=(\d+)/.exec(packageJson.engines.node) ?? [];
  const [guest, ...others] = stages.filter(({ base }) => base.startsWith('golang:'));
  expect(guest?.base).toMatch(/^golang:\d+\.\d+-bookworm$/);
  expect(others).toEqual([]);
  for (const { base } of stages) {
    if (base === guest?.base) continue;
    expect(base).toMatch(/^node:\d+-bookworm-slim$/);
    expect(Number(base.slice('node:'.length).split('-')[0])).toBeGreaterThanOrEqual(Number(oldest));
  }
});

test('it does not run as root, and nothing follows that would', () => {
  const names = final.instructions.map(({ name }) => name);
  expect(texts(final, 'USER')).toEqual(['node']);
  expect(names.lastIndexOf('RUN')).toBeLessThan(names.indexOf('USER'));
});

test('it takes only the packages that production needs', () => {
  const [, from = ''] = /--from=(\S+) \S*node_modules/.exec(texts(final, 'COPY').join('\n')) ?? [];
  const packages = stages.find(({ name }) => name === from);
  expect(packages && texts(packages, 'RUN')).toEqual([expect.stringContaining('npm ci --omit=dev')]);
});

test('it is started without a shell, behind an init that passes signals on', () => {
  expect(texts(final, 'ENTRYPOINT')).toEqual(['["tini", "--"]']);
  const [command = ''] = texts(final, 'CMD');
  const started = JSON.parse(command) as string[];
  const script = started.at(-1) ?? '';
  expect(started).toEqual(['node', ...API_NODE_FLAGS, script]);
  expect(existsSync(inProject(script.replace(/^dist\//, '').replace(/\.js$/, '.ts')))).toBe(true);
});

test('it tells whether it serves, without a program that the image lacks', () => {
  const [check = ''] = texts(final, 'HEALTHCHECK');
  expect(check).toMatch(/CMD \["node", "-e", .*HEALTH_URL/);
  expect(texts(final, 'ENV').join(' ')).toContain('HEALTH_URL=http://127.0.0.1:8000/ready');
});

test('it runs as production, on every interface of its container', () => {
  const env = texts(final, 'ENV').join(' ');
  expect(env).toContain('NODE_ENV=production');
  expect(env).toContain('TASKLOOM_BIND=0.0.0.0');
});

test('what it copies of ours exists, and is sent to the engine', () => {
  const own = stages
    .flatMap((stage) => texts(stage, 'COPY'))
    .filter((text) => !text.includes('--from='))
    .flatMap((text) => text.split(' ').slice(0, -1))
    .filter((name) => name !== '.');
  expect(own).toContain('package-lock.json');
  const sent = readFileSync(inProject('.dockerignore'), 'utf8');
  for (const name of own) {
    expect(existsSync(inProject(name))).toBe(true);
    expect(sent).toContain(`\n!${name}\n`);
  }
});

test('the engine gets every folder that the build compiles, and nothing that is not named', () => {
  const sent = readFileSync(inProject('.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(sent[0]).toBe('*');
  const { include } = JSON.parse(readFileSync(inProject('tsconfig.json'), 'utf8')) as { include: string[] };
  const compiled = include.filter((folder) => folder !== 'test' && existsSync(inProject(folder)));
  expect(sent).toEqual(expect.arrayContaining(compiled.map((folder) => `!${folder}`)));
  expect(sent).toContain('**/.env*');
  expect(sent.filter((line) => /^!.*(\.env|\.taskloom|node_modules|\.git)/.test(line))).toEqual([]);
});
