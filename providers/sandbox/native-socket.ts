import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { joined } from '../../domain/joined-streams';

/**
 * A socket of the system that carries a stream of ours. HTTP/2 in Node runs over any stream, but over one in JavaScript an
 * assertion of its own fails when it writes after it has ended (lib/internal/js_stream_socket.js).
 * @param folder nobody else may enter it: for a moment the socket is there to connect to
 */
export async function nativeSocket(stream: Duplex, folder: string): Promise<Socket> {
  // An address holds 107 bytes, and a folder's path may be longer.
  const opened = await open(folder, 'r');
  try {
    const path = `/proc/self/fd/${opened.fd}/.${randomUUID()}`;
    const server = createServer();
    server.listen(path);
    await once(server, 'listening');
    const accepted = once(server, 'connection');
    const ours = connect(path);
    const [[theirs]] = (await Promise.all([accepted, once(ours, 'connect')])) as [[Socket], unknown];
    server.close();
    void joined(stream, theirs);
    return ours;
  } catch (error) {
    stream.destroy();
    throw error;
  } finally {
    await opened.close();
  }
}
