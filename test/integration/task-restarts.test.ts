import { SAY } from '../support/agent-programs';
import { openStream } from '../support/event-stream';
import { startWorker } from '../support/worker';
import { taskPlatform, type Developer, type LoggedEvent, type TaskPlatform } from '../support/task-platform';

/** An agent works on whoever follows it: another worker goes on where the one before was. */

let platform: TaskPlatform;

beforeEach(async () => {
  platform = await taskPlatform();
});

afterEach(() => platform.close());

const COUNTS = `${SAY}
for number in range(60):
    say("text", text=str(number))
    time.sleep(0.1)
done()
`;

const numbers = (events: readonly LoggedEvent[]) =>
  events.filter(({ type }) => type === 'text').map(({ data }) => Number(data['text']));

test('a worker that is shut down while an agent works is followed by another, which goes on with it', async () => {
  const ada = await platform.developer();
  platform.script(() => COUNTS);
  const id = await ada.newTask();
  await ada.at(id, 10);
  const first = platform.worker!;
  await first.shutdown();
  expect(await ada.task(id)).toMatchObject({ status: 'processing', phase: 'working' });
  const second = await startWorker(platform, platform.parts, first.home);
  try {
    expect(await ada.ended(id)).toMatchObject({ status: 'finished' });
    const events = await ada.events(id);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(numbers(events)).toEqual(Array.from({ length: 60 }, (_, number) => number));
    expect((await ada.explain(id)).lines.map(({ step }) => step)).toEqual(['hold', 'capture', 'release']);
    await ada.expectPaid([id]);
    await ada.record(id, { turn: 'after-a-restart' });
  } finally {
    await second.shutdown();
  }
}, 90_000);

test('a stop that comes while no worker is there is heard by the next', async () => {
  const ada = await platform.developer();
  platform.script(() => COUNTS);
  const id = await ada.newTask();
  await ada.at(id, 10);
  const first = platform.worker!;
  await first.shutdown();
  await ada.stop(id);
  const second = await startWorker(platform, platform.parts, first.home);
  try {
    expect(await ada.ended(id)).toMatchObject({ status: 'error', reason: { code: 'CANCELLED' } });
    expect(await platform.driver.list()).toEqual([]);
    await ada.expectPaid([id]);
  } finally {
    await second.shutdown();
  }
}, 90_000);

test('who was cut off reads on from the last event that came', async () => {
  const ada = await platform.developer();
  platform.script(() => COUNTS);
  const id = await ada.newTask();
  const first = await follow(ada, id);
  await first.count(15);
  first.hangUp();
  const last = Number(first.events.at(-1)?.id);
  const second = await follow(ada, id, { 'last-event-id': String(last) });
  await second.ended;
  const seqs = [...first.events, ...second.events].map((event) => Number(event.id));
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  const events = [...first.events, ...second.events].map(({ data }) => JSON.parse(data) as LoggedEvent);
  expect(numbers(events)).toEqual(Array.from({ length: 60 }, (_, number) => number));
  expect(events.at(-1)).toMatchObject({ type: 'state', data: { state: 'finished' } });

  // A browser would come again and again for what has ended, but for this.
  const path = `${platform.baseUrl}/api/v1/users/tasks/${id}/events`;
  for (const [query, headers] of [
    ['', { 'last-event-id': String(seqs.length) }],
    [`?after=${seqs.length}`, {}],
  ] as const) {
    const again = await fetch(path + query, {
      headers: { cookie: ada.browser.cookiesFor(path), ...headers },
    });
    expect([again.status, await again.text()]).toEqual([204, '']);
  }
}, 90_000);

function follow({ browser }: Developer, id: string, headers: Record<string, string> = {}) {
  const path = `/api/v1/users/tasks/${id}/events`;
  return openStream(`${platform.baseUrl}${path}`, {
    headers: { cookie: browser.cookiesFor(path), ...headers },
  });
}
