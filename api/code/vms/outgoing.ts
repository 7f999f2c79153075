import type { Readable } from 'node:stream';
import type { Sandbox } from '../../../domain/sandboxes/driver';

/** The largest file, or archive, that is taken out of a sandbox at once. */
export const LARGEST_DOWNLOAD = 512 * 1024 * 1024;

/** Begins to read something of a sandbox, which is closed when that was read to its end, or nobody wants it any more. */
export async function outgoing<T extends { readonly stream: Readable }>(
  sandbox: Sandbox,
  begin: (sandbox: Sandbox) => Promise<T>,
): Promise<T> {
  try {
    const begun = await begin(sandbox);
    begun.stream.once('close', () => sandbox.close());
    return begun;
  } catch (error) {
    sandbox.close();
    throw error;
  }
}
