import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP way to a server, which a test can cut and mend: to whoever is at its end the server is away meanwhile. */
export interface Cable {
  readonly host: string;
  readonly port: number;
  /** Breaks every connection; until `mend` new ones break at once. */
  cut(): void;
  mend(): void;
  /** Lets nothing through, and breaks nothing, until `release`. */
  hold(): void;
  release(): void;
  remove(): Promise<void>;
}

export async function layCable(to: { readonly host: string; readonly port: number }): Promise<Cable> {
  let whole = true;
  let held: (() => void)[] | undefined;
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    if (!whole) return void near.destroy();
    const far = connect(to.port, to.host);
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end
        .on('error', () => other.destroy())
        .on('close', () => {
          ends.delete(end);
          other.destroy();
        });
      end.on('data', (chunk) => {
        const pass = () => void other.write(chunk);
        if (held) held.push(pass);
        else pass();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    whole = false;
    for (const end of ends) end.destroy();
  };
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    cut,
    mend: () => {
      whole = true;
    },
    hold: () => {
      held = [];
    },
    release: () => {
      const waiting = held ?? [];
      held = undefined;
      for (const pass of waiting) pass();
    },
    async remove() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
