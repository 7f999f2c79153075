import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { AppError } from '../../domain/errors';
import type { Avatars } from '../../domain/identity/avatars';

/** Serves `/avatars/<name>.png`: the pictures of users, which never change. AppError NOT_FOUND. */
export function createAvatarDownload({ avatars }: { avatars: Pick<Avatars, 'open'> }) {
  return async (req: Request<{ file: string }>, res: Response): Promise<void> => {
    req.context.operation = 'files.avatar';
    const name = /^(.+)\.png$/.exec(req.params.file)?.[1];
    const avatar = name === undefined ? undefined : await avatars.open(name);
    if (!avatar) throw new AppError('NOT_FOUND');
    res.writeHead(200, {
      'Content-Type': 'image/png',
      'Content-Length': avatar.bytes,
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
    if (req.method === 'HEAD') {
      avatar.content.destroy();
      res.end();
      return;
    }
    await pipeline(avatar.content, res).catch((error: unknown) => {
      if (!res.closed) throw error; // else the caller hung up, which is no fault of ours
    });
  };
}
