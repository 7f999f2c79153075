import { open } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';

/** Connects to the guest's socket in a state folder, however long its path is: an address holds 107 bytes. */
export async function connectGuest(folder: string): Promise<Socket> {
  const opened = await open(folder, 'r');
  try {
    const socket = connect({ path: `/proc/self/fd/${opened.fd}/guest.sock` });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return socket;
  } finally {
    await opened.close();
  }
}
