import { readdirSync, readFileSync } from 'node:fs';
import { Worker } from '@temporalio/worker';
import pino from 'pino';
import { inProject } from '../../config/paths';
import * as workflows from '../../workflows';
import type { Workflows } from '../../workflows/contract';
import { readHistory, wordsOf } from '../support/record-history';
import { logRuntimeTo } from '../support/runtime-log';
import { testBundle } from '../support/workflow-bundle';

/** Workflows that are running when the code changes go on with the new code: these stand for them. */

const folder = inProject('test', 'replay', 'histories');
const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
const read = (name: string) => readFileSync(`${folder}/${name}.json`, 'utf8');

beforeAll(() => logRuntimeTo(pino({ level: 'silent' })));

async function replay(name: string, history: string): Promise<void> {
  await Worker.runReplayHistory({ workflowBundle: await testBundle() }, readHistory(history), name);
}

test('every workflow has a history', () => {
  const recorded = new Set(names.map((name) => name.replace(/\..*/, '')));
  const exported: Workflows = workflows; // the compiler compares them with the contract
  expect([...recorded].sort()).toEqual(Object.keys(exported).sort());
});

test.each(names)('%s is replayed', (name) => replay(name, read(name)));

test('a change that a running workflow cannot survive is noticed', async () => {
  const elsewise = read('generateVideo.succeeded').replaceAll('renderVideo', 'paintVideo');
  await expect(replay('changed', elsewise)).rejects.toMatchObject({ name: 'DeterminismViolationError' });
});

test('no history holds a path of a machine, a secret, or words of a user', () => {
  for (const name of names) {
    const words = wordsOf(readHistory(read(name)));
    expect(words).toContain(name.replace(/\..*/, '')); // it can be read
    expect(words).not.toMatch(/\/(home|root|work|Users)\/|password|Bearer/);
    expect(words).not.toMatch(/日出|城市|产品|功能|市场|效率|时间管理/);
  }
});

test('what is encoded in a history is found in it', () => {
  expect(wordsOf(readHistory(read('generateVideo.succeeded')))).toContain('"artifactId":');
  expect(wordsOf(readHistory(read('generatePresentation.succeeded')))).toContain('presentation, 3 slides');
});
