import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { NativeConnection, Worker } from '@temporalio/worker';
import { Registry } from 'prom-client';
import pino from 'pino';
import { createStatusServer } from '../../activities/status-server';
import { createWorkers } from '../../activities/workers';
import { logRuntimeTo } from '../support/runtime-log';
import { freshNamespace } from '../support/temporal';
import { testBundle } from '../support/workflow-bundle';

/** What a worker's process is made of, apart from its work. */

test('when one of its workers fails, the other ends too, and both before that is told', async () => {
  logRuntimeTo(pino({ level: 'silent' }));
  const temporal = await freshNamespace();
  const connection = await NativeConnection.connect({ address: temporal.address });
  const workers = await createWorkers({
    connection,
    namespace: temporal.namespace,
    workflowBundle: await testBundle(),
    activities: { nothing: () => Promise.resolve() },
    interceptor: () => ({}),
  });
  const { run } = Worker.prototype;
  vi.spyOn(Worker.prototype, 'run').mockImplementationOnce(async function (this: Worker) {
    const running = run.call(this);
    this.shutdown();
    await running;
    throw new Error('it may not poll');
  });
  await expect(workers.run()).rejects.toThrow('it may not poll');
  await connection.close(); // which is refused while a worker uses it
  await temporal.close();
});

test('the figures are shown to who knows the token', async () => {
  const server = createStatusServer({ registry: new Registry(), metricsToken: 'geheim', checks: {} });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
  const statusWith = async (authorization?: string) =>
    (await fetch(url, authorization === undefined ? {} : { headers: { authorization } })).status;
  expect(await statusWith()).toBe(401);
  for (const wrong of ['geheim', 'Bearer ', 'Bearer geheim!', 'Bearer GEHEIM']) {
    expect(await statusWith(wrong)).toBe(401);
  }
  expect(await statusWith('Bearer geheim')).toBe(200);
  server.close();
  server.closeAllConnections();
});
