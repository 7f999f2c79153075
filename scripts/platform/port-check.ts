import { isFree } from './ports';

/** A port that will be listened on, by the variable that sets it. */
export interface PortUse {
  readonly variable: string;
  readonly port: number;
  readonly host: string;
}

/** Ports that cannot be had; the message names the variable to set for each. */
export class PortsTaken extends Error {
  override readonly name = 'PortsTaken';
}

/** Throws PortsTaken when two uses name one port, or another program listens on one. */
export async function checkPorts(uses: readonly PortUse[]): Promise<void> {
  const problems: string[] = [];
  const firstOf = new Map<number, PortUse>();
  for (const use of uses) {
    const other = firstOf.get(use.port);
    if (other) {
      problems.push(
        `${use.variable} and ${other.variable} are both ${use.port}: give each a port of its own.`,
      );
      continue;
    }
    firstOf.set(use.port, use);
    if (await isFree(use.port, use.host)) continue;
    const example = `${use.variable}=${use.port + 100} npm start`;
    problems.push(
      `Port ${use.port} is taken by another program. Set ${use.variable} to a free one, for example: ${example}`,
    );
  }
  if (problems.length > 0) throw new PortsTaken(problems.join('\n'));
}
