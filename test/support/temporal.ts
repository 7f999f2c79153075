import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { ensureSearchAttributes } from '../../temporal/search-attributes';
import { required } from './environment';

export interface TestNamespace {
  readonly address: string;
  readonly namespace: string;
  readonly client: Client;
  close(): Promise<void>;
}

const DAY_SECONDS = 86_400;

/** A namespace of its own on the test server, so that no other test's worker takes this one's tasks. */
export async function freshNamespace(): Promise<TestNamespace> {
  const address = required('TASKLOOM_TEST_TEMPORAL_ADDRESS');
  const namespace = `tl-test-${randomBytes(6).toString('hex')}`;
  const connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: DAY_SECONDS as unknown as Long },
  });
  await ensureSearchAttributes(connection, namespace);
  return {
    address,
    namespace,
    client: new Client({ connection, namespace }),
    close: () => connection.close(),
  };
}
