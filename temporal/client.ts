import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';

/** How to reach Temporal. `variables` are the TEMPORAL_* ones: TLS, API key, profile. */
export interface TemporalTarget {
  /** `host:port`; undefined means what the variables or their configuration file say. */
  readonly address: string | undefined;
  readonly namespace: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface TemporalClient {
  readonly client: Client;
  readonly connection: Connection;
}

/** What a connection, of a client or of a worker, is opened with. */
export function temporalOptions({ address, namespace, variables }: TemporalTarget) {
  const { connectionOptions } = loadClientConnectConfig({ overrideEnvVars: { ...variables } });
  return { connection: { ...connectionOptions, ...(address === undefined ? {} : { address }) }, namespace };
}

/** Connects a client; close its connection in the end. */
export async function connectTemporal(target: TemporalTarget): Promise<TemporalClient> {
  const { connection: options, namespace } = temporalOptions(target);
  const connection = await Connection.connect(options);
  return { client: new Client({ connection, namespace }), connection };
}
