import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { AppError } from '../../domain/errors';
import { UUID } from '../../domain/uuid';
import type { Artifact, Artifacts } from '../../domain/jobs/artifacts';
import { byteRangeOf } from './byte-range';
import { dispositionOf } from './disposition';

const EXPIRES = /^\d{1,11}$/;

/**
 * Serves `/files/<id>?expires&signature`: whole or in part, to whoever holds a link that is signed and has not
 * expired. AppError FORBIDDEN for any other link, whether or not there is such a file.
 */
export function createDownload({ artifacts }: { artifacts: Artifacts }) {
  return async (req: Request<{ id: string }>, res: Response): Promise<void> => {
    req.context.operation = 'files.download';
    const artifact = await authorised(artifacts, req);
    const etag = `"${artifact.sha256}"`;
    if (isNamedIn(req.headers['if-none-match'], etag)) {
      res.writeHead(304, { ETag: etag }).end();
      return;
    }

    // A part is only of use to who holds the rest of the same file.
    const ifRange = req.headers['if-range'];
    const asked = ifRange === undefined || ifRange === etag ? req.headers.range : undefined;
    const range = byteRangeOf(asked, artifact.bytes);
    if (range === 'unsatisfiable') {
      res.writeHead(416, { 'Content-Range': `bytes */${artifact.bytes}` }).end();
      return;
    }
    const part = range === 'whole' ? undefined : range;
    // Opened before anything is said of it: an error must not look like the file.
    const bytes = req.method === 'HEAD' ? undefined : await artifacts.open(artifact, part);
    res.writeHead(part ? 206 : 200, {
      ETag: etag,
      'Accept-Ranges': 'bytes',
      'Cache-Control': 'private, max-age=3600, immutable',
      'Content-Type': artifact.contentType,
      'Content-Length': part ? part.end - part.start + 1 : artifact.bytes,
      'Content-Disposition': dispositionOf(
        isShown(artifact) ? 'inline' : 'attachment',
        artifact.fileName,
        `${artifact.name}-${artifact.jobId.slice(0, 8)}`,
      ),
      'Content-Security-Policy': "default-src 'none'; media-src 'self'; sandbox",
      ...(part ? { 'Content-Range': `bytes ${part.start}-${part.end}/${artifact.bytes}` } : {}),
    });
    if (!bytes) {
      res.end();
      return;
    }
    await pipeline(bytes, res).catch((error: unknown) => {
      if (!res.closed) throw error; // else the caller hung up, which is no fault of ours
    });
  };
}

/** Whether a list of entity tags has this one. */
function isNamedIn(list: string | undefined, etag: string): boolean {
  return list?.split(',').some((tag) => tag.trim() === etag) ?? false;
}

async function authorised(artifacts: Artifacts, req: Request<{ id: string }>): Promise<Artifact> {
  const { expires, signature } = req.query;
  const { id } = req.params;
  const signed =
    UUID.test(id) &&
    typeof expires === 'string' &&
    EXPIRES.test(expires) &&
    typeof signature === 'string' &&
    artifacts.verify(id, Number(expires), signature);
  if (!signed) throw new AppError('FORBIDDEN');
  const artifact = await artifacts.get(id);
  if (!artifact) throw new AppError('NOT_FOUND');
  return artifact;
}

/** Shown where the browser can (a video), else saved. */
function isShown({ contentType }: Artifact): boolean {
  return /^(video|image)\//.test(contentType);
}
