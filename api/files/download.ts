import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { AppError } from '../../domain/errors';
import type { Artifact, Artifacts } from '../../domain/jobs/artifacts';
import { byteRangeOf } from './byte-range';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
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
    res.setHeader('ETag', etag);
    res.setHeader('Accept-Ranges', 'bytes');
    res.setHeader('Cache-Control', 'private, max-age=3600, immutable');
    if (req.headers['if-none-match']?.split(/\s*,\s*/).includes(etag)) {
      res.writeHead(304).end();
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
    const length = range === 'whole' ? artifact.bytes : range.end - range.start + 1;
    if (range !== 'whole') {
      res.statusCode = 206;
      res.setHeader('Content-Range', `bytes ${range.start}-${range.end}/${artifact.bytes}`);
    }
    res.setHeader('Content-Type', artifact.contentType);
    res.setHeader('Content-Length', length);
    res.setHeader('Content-Disposition', dispositionOf(artifact));
    res.setHeader('Content-Security-Policy', "default-src 'none'; media-src 'self'; sandbox");
    if (req.method === 'HEAD') {
      res.end();
      return;
    }
    const bytes = await artifacts.open(artifact, range === 'whole' ? undefined : range);
    await pipeline(bytes, res).catch((error: unknown) => {
      if (!res.closed) throw error; // else the caller hung up, which is no fault of ours
    });
  };
}

async function authorised(artifacts: Artifacts, req: Request<{ id: string }>): Promise<Artifact> {
  const { expires, signature } = req.query;
  const { id } = req.params;
  const signed =
    ID.test(id) &&
    typeof expires === 'string' &&
    EXPIRES.test(expires) &&
    typeof signature === 'string' &&
    artifacts.verify(id, Number(expires), signature);
  if (!signed) throw new AppError('FORBIDDEN');
  const artifact = await artifacts.get(id);
  if (!artifact) throw new AppError('NOT_FOUND');
  return artifact;
}

/** Shown where the browser can (a video), else saved; RFC 6266 with the name in UTF-8, and in ASCII for the old. */
function dispositionOf({ fileName, contentType }: Artifact): string {
  const kind = /^(video|image)\//.test(contentType) ? 'inline' : 'attachment';
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const utf8 = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
