import type { Socket } from 'node:net';
import type { ProxyAccount } from './server';

interface Target {
  readonly host: string;
  readonly port: number;
}

const NO_ACCOUNT = 0;
const BY_PASSWORD = 2;
const NOTHING_FITS = 0xff;
const [IPV4, NAME] = [1, 3];

/** What a client asks to be connected to (RFC 1928); undefined for one that was turned away, and hung up on. */
export async function socksHandshake(
  socket: Socket,
  account: ProxyAccount | undefined,
): Promise<Target | undefined> {
  const methods = (await message(socket)).subarray(2);
  const method = account ? BY_PASSWORD : NO_ACCOUNT;
  if (!methods.includes(method)) {
    socket.end(Buffer.from([5, NOTHING_FITS]));
    return undefined;
  }
  socket.write(Buffer.from([5, method]));
  if (account) {
    // RFC 1929: a version, the length of the name and the name, the length of the password and the password.
    const told = await message(socket);
    const name = told.subarray(2, 2 + (told[1] ?? 0)).toString();
    const password = told.subarray(3 + name.length).toString();
    const isRight = name === account.username && password === account.password;
    if (!isRight) {
      socket.end(Buffer.from([1, 1]));
      return undefined;
    }
    socket.write(Buffer.from([1, 0]));
  }
  const request = await message(socket);
  const port = request.readUInt16BE(request.length - 2);
  if (request[3] === IPV4) return { host: request.subarray(4, 8).join('.'), port };
  if (request[3] === NAME) return { host: request.subarray(5, request.length - 2).toString(), port };
  socket.destroy();
  return undefined;
}

/** A client waits for the answer to each message, so that each comes as one piece. */
function message(socket: Socket): Promise<Buffer> {
  return new Promise((resolve) => socket.once('data', resolve));
}
