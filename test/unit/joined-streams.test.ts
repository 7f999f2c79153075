import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { joined } from '../../domain/joined-streams';

/** The two ends of a connection that is open on both sides until each ends it. */
async function connection(): Promise<[Socket, Socket]> {
  const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const { port } = server.address() as AddressInfo;
  const ours = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const [theirs] = await accepted;
  server.close();
  for (const end of [ours, theirs]) end.on('error', () => undefined);
  return [ours, theirs];
}

/** All that comes to its end; unlike an iteration, that does not destroy what can still be written to. */
async function received(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'end');
  return Buffer.concat(chunks);
}

/** However it comes to that: `once` would reject for an error before. */
const closing = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()));

/** Somebody at each end of two connections that are joined in the middle. */
async function joinedEnds() {
  const [[left, one], [other, right]] = [await connection(), await connection()];
  void joined(one, other);
  return { left, one, other, right };
}

test('each way ends by itself, with all that was sent', async () => {
  const { left, one, other, right } = await joinedEnds();
  const question = Buffer.alloc(5_000_000, 'q');
  left.end(question);
  expect((await received(right)).equals(question)).toBe(true);
  const closed = Promise.all([one, other].map(closing));
  const answer = Buffer.alloc(5_000_000, 'a');
  right.end(answer);
  expect((await received(left)).equals(answer)).toBe(true);
  await closed;
});

test('when one breaks, so does the other, whoever it is', async () => {
  for (const end of ['left', 'right'] as const) {
    const { one, other, ...ends } = await joinedEnds();
    const closed = Promise.all([one, other].map(closing));
    ends[end].resetAndDestroy();
    await closed;
  }
  const [[gone], [other]] = [await connection(), await connection()];
  gone.destroy();
  await closing(gone);
  await joined(other, gone);
  expect(other.closed).toBe(true);
});

test('few listeners hang on each', async () => {
  const { one, other } = await joinedEnds();
  for (const stream of [one, other]) {
    for (const event of stream.eventNames()) expect(stream.listenerCount(event)).toBeLessThan(5);
  }
  one.destroy();
});
