import busboy from 'busboy';
import type { Request } from 'express';
import { invalidField } from '../../domain/errors';

/** A file that came in a form. Its type is what the sender says it is. */
export interface Upload {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** What an operation takes (`x-upload`). */
export interface UploadRule {
  readonly field: string;
  readonly maxBytes: number;
}

/** Reads the one file of a multipart form. AppError VALIDATION when there is none, or it is too large. */
export async function readUpload(req: Request, { field, maxBytes }: UploadRule): Promise<Upload> {
  const missing = () => invalidField(`body.${field}`, { zh: '缺少文件', en: 'a file is missing' });
  return new Promise((resolve, reject) => {
    // A file of just the limit is over it, for the parser.
    const limits = { files: 1, fields: 0, fileSize: maxBytes + 1, headerPairs: 20 };
    let form: busboy.Busboy;
    try {
      form = busboy({ headers: req.headers, limits });
    } catch {
      reject(missing());
      return;
    }
    let upload: Upload | undefined;
    form.on('file', (name, stream, { mimeType }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => {
        const megabytes = Math.floor(maxBytes / 1_048_576);
        reject(
          invalidField(`body.${field}`, {
            zh: `不能超过 ${megabytes} MB`,
            en: `should not be larger than ${megabytes} MB`,
          }),
        );
      });
      stream.on('end', () => {
        if (name === field) upload = { bytes: Buffer.concat(chunks), contentType: mimeType };
      });
    });
    form.on('error', () => reject(missing()));
    form.on('close', () => {
      if (upload && upload.bytes.length > 0) resolve(upload);
      else reject(missing());
    });
    req.once('aborted', () => reject(missing()));
    req.pipe(form);
  });
}
