import { connect, type Socket } from 'node:net';
import { openStream } from '../support/event-stream';
import { platform, type TestPlatform, type TestUser } from '../support/platform';
import { openSocket } from '../support/socket';

/** A job's changes as they happen: over server-sent events, and over the WebSocket. */

let studio: TestPlatform;
let user: TestUser;

beforeAll(async () => {
  studio = await platform();
});
beforeEach(async () => {
  user = await studio.signUp(1000);
});
afterAll(() => studio.close());

async function orderVideo(): Promise<string> {
  const { body } = await user.api.post('/api/v1/video/generate', { script: '清晨的城市', duration: 3 });
  return (body.data.task_id as string).replace('video_task_', '');
}

const openEvents = (path: string, headers: Record<string, string> = {}) =>
  openStream(`${studio.baseUrl}${path}`, {
    headers: { authorization: `Bearer ${user.accessToken}`, ...headers },
  });

describe('the event stream of a job', () => {
  test('tells everything from the first event to the last, and then ends', async () => {
    const jobId = await orderVideo();
    const stream = await openEvents(`/api/v1/jobs/${jobId}/events`);
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    await stream.count(1);
    await studio.jobs.started(jobId);
    await stream.count(2);
    await studio.jobs.progress(jobId, 50, { scene: 1 });
    await studio.jobs.giveUp(jobId, { state: 'failed', reason: 'GENERATION_FAILED' });
    await stream.ended;

    expect(stream.events.map(({ id, event }) => `${id} ${event}`)).toEqual([
      '1 queued',
      '2 started',
      '3 progress',
      '4 failed',
    ]);
    expect(JSON.parse(stream.events[2]!.data)).toEqual({
      job_id: jobId,
      seq: 3,
      type: 'progress',
      data: { scene: 1, percent: 50 },
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
    });
    expect(JSON.parse(stream.events[3]!.data)).toMatchObject({
      data: { error: { code: 40007, message: '内容生成失败' } },
    });
  });

  test('goes on where the reader left off, by Last-Event-ID or by `after`', async () => {
    const jobId = await orderVideo();
    await studio.jobs.started(jobId);
    await studio.jobs.giveUp(jobId, { state: 'cancelled' });
    const path = `/api/v1/jobs/${jobId}/events`;
    const byHeader = await openEvents(path, { 'last-event-id': '1' });
    await byHeader.ended;
    expect(byHeader.events.map(({ id }) => id)).toEqual(['2', '3']);
    const byQuery = await openEvents(`${path}?after=2`);
    await byQuery.ended;
    expect(byQuery.events.map(({ id }) => id)).toEqual(['3']);
    // A browser would come again and again for what has ended, but for this.
    const both = await user.api.get(`${path}?after=0`, { 'last-event-id': '3' });
    expect([both.status, both.text]).toEqual([204, '']);
    expect((await user.api.get(`${path}?after=-1`)).status).toBe(400);
  });

  test('has neither gap nor repeat for readers who come and go while it happens', async () => {
    const jobId = await orderVideo();
    const steady = await openEvents(`/api/v1/jobs/${jobId}/events`);
    await studio.jobs.started(jobId);
    const seen: string[] = [];
    const roaming = (async () => {
      while (!seen.includes('cancelled')) {
        const stream = await openEvents(`/api/v1/jobs/${jobId}/events`, {
          'last-event-id': String(seen.length),
        });
        await Promise.race([stream.count(3), stream.ended]);
        seen.push(...stream.events.map(({ event }) => event!));
        stream.hangUp();
      }
    })();
    for (let percent = 1; percent <= 40; percent++) await studio.jobs.progress(jobId, percent, {});
    await studio.jobs.giveUp(jobId, { state: 'cancelled' });
    await Promise.all([steady.ended, roaming]);
    const expected = ['queued', 'started', ...Array<string>(40).fill('progress'), 'cancelled'];
    expect(steady.events.map(({ event }) => event)).toEqual(expected);
    expect(seen).toEqual(expected);
  });

  test('is let go of when its reader hangs up', async () => {
    const jobId = await orderVideo();
    const inFlight = async () =>
      /taskloom_http_requests_in_flight (\d+)/.exec((await studio.api.get('/metrics')).text)?.[1];
    const stream = await openEvents(`/api/v1/jobs/${jobId}/events`);
    await stream.count(1);
    expect(await inFlight()).toBe('2'); // the stream, and the question itself
    stream.hangUp();
    while ((await inFlight()) !== '1');
  });

  test('waits for a reader that is slow, and keeps nothing for it', async () => {
    const jobId = await orderVideo();
    await studio.jobs.started(jobId);
    const big = { note: 'x'.repeat(200_000) };
    for (let percent = 1; percent <= 60; percent++) await studio.jobs.progress(jobId, percent, big);
    await studio.jobs.giveUp(jobId, { state: 'cancelled' });

    const { port } = new URL(studio.baseUrl);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `GET /api/v1/jobs/${jobId}/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n` +
        `Authorization: Bearer ${user.accessToken}\r\n\r\n`,
    );
    await once(socket, 'readable'); // and read nothing: the rest must wait at its other end
    expect((await user.api.get('/api/v1/auth/me')).status).toBe(200);
    let received = '';
    for await (const chunk of socket as AsyncIterable<Buffer>) received += chunk.toString('latin1');
    expect(received.match(/event: progress/g)).toHaveLength(60);
    expect(received).toContain('event: cancelled');
  });
});

async function once(socket: Socket, event: string): Promise<void> {
  await new Promise((resolve) => socket.once(event, resolve));
}

describe('the WebSocket', () => {
  const bearer = () => ({ authorization: `Bearer ${user.accessToken}` });

  test('pushes the changes of all the user’s jobs, and of nobody else’s', async () => {
    const socket = await openSocket(studio, { headers: bearer() });
    const other = await studio.signUp(100);
    await other.api.post('/api/v1/video/generate', { script: '别人的', duration: 2 });
    const jobId = await orderVideo();
    await studio.jobs.started(jobId);
    await studio.jobs.progress(jobId, 50, { scene: 1 });
    await studio.jobs.giveUp(jobId, { state: 'failed', reason: 'GENERATION_FAILED' });
    await socket.until(({ type }) => type === 'failed');
    const events = socket.messages.filter(({ event }) => event === undefined);
    expect(events.map(({ job_id, seq, type }) => ({ job_id, seq, type }))).toEqual([
      { job_id: jobId, seq: 1, type: 'queued' },
      { job_id: jobId, seq: 2, type: 'started' },
      { job_id: jobId, seq: 3, type: 'progress' },
      { job_id: jobId, seq: 4, type: 'failed' },
    ]);
    await socket.close();
  });

  test('takes the token as a subprotocol, which is all that a page can set', async () => {
    const socket = await openSocket(studio, {
      protocols: ['bearer', user.accessToken],
      path: '/studio/api/v1/ws',
    });
    expect(socket.protocol).toBe('bearer');
    const jobId = await orderVideo();
    expect(await socket.until(() => true)).toMatchObject({ job_id: jobId, type: 'queued' });
    await socket.close();
  });

  test('closes when the token runs out', async () => {
    const nearlyOver = await platform();
    try {
      const somebody = await nearlyOver.signUp();
      nearlyOver.advance(2 * 3_600_000 - 1_500);
      const socket = await openSocket(nearlyOver, {
        headers: { authorization: `Bearer ${somebody.accessToken}` },
      });
      expect(await socket.closed).toBe(1008);
    } finally {
      await nearlyOver.close();
    }
  });

  test('is refused without a credential, with a refresh token, and where it is not served', async () => {
    expect(await openSocket(studio, {}).catch(String)).toContain('401');
    const refresh = { authorization: `Bearer ${user.refreshToken}` };
    expect(await openSocket(studio, { headers: refresh }).catch(String)).toContain('401');
    expect(await openSocket(studio, { headers: bearer(), path: '/api/v1/jobs' }).catch(String)).toContain(
      '426',
    );
  });

  test('is opened twenty times by one user, and not more', async () => {
    const sockets = await Promise.all(
      Array.from({ length: 20 }, () => openSocket(studio, { headers: bearer() })),
    );
    expect(await openSocket(studio, { headers: bearer() }).catch(String)).toContain('429');
    await sockets[0]!.close();
    let again = await openSocket(studio, { headers: bearer() }).catch(() => undefined);
    while (!again) again = await openSocket(studio, { headers: bearer() }).catch(() => undefined);
    await Promise.all([...sockets.slice(1), again].map((socket) => socket.close()));
  });

  test('is closed to who sends it more than a few words', async () => {
    const socket = await openSocket(studio, { headers: bearer() });
    socket.send('x'.repeat(5_000));
    expect(await socket.closed).toBe(1009);
  });
});

test('a shutdown ends streams, sockets and waiting requests, and loses none of their work', async () => {
  const leaving = await platform();
  const somebody = await leaving.signUp(100);
  const accepted = leaving.nextJob(somebody.id);
  const waiting = somebody.api.post('/api/v1/ppt/generate', { topic: '产品发布会', outline: ['产品介绍'] });
  const jobId = await accepted;
  const socket = await openSocket(leaving, { headers: { authorization: `Bearer ${somebody.accessToken}` } });
  const stream = fetch(`${leaving.baseUrl}/api/v1/jobs/${jobId}/events`, {
    headers: { authorization: `Bearer ${somebody.accessToken}` },
  });
  const text = (await stream).text();

  await leaving.stopApi();
  expect(await waiting).toMatchObject({ body: { message: '任务已创建', data: { job_id: jobId } } });
  expect(await text).toMatch(/^retry: \d+\n/);
  expect(await socket.closed).toBe(1001);
  expect((await leaving.jobs.find(jobId))?.state).toBe('queued');
  expect((await leaving.outbox.backlog()).entries).toBe(1); // what the relay will deliver
  await leaving.close();
});
