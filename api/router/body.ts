import express, { type Request, type Response } from 'express';
import { AppError, type FieldProblem } from '../../domain/errors';

/** The largest body that is taken. */
export const BODY_BYTES = 1_048_576;

export interface Body {
  readonly raw: Buffer;
  /** The parsed JSON; undefined for an empty body. */
  readonly json: unknown;
}

const readRaw = express.raw({ type: () => true, limit: BODY_BYTES });
const utf8 = new TextDecoder('utf-8', { fatal: true });
const EMPTY = Buffer.alloc(0);

/** Reads a request's body as JSON. AppError VALIDATION when it is too large, of another type, or malformed. */
export async function readJsonBody(req: Request, res: Response): Promise<Body> {
  const raw = await readBody(req, res);
  if (raw.length === 0) return { raw, json: undefined };
  if (!isJson(req.headers['content-type'])) {
    throw refused({
      field: 'header.content-type',
      message: { zh: '应为 application/json', en: 'should be application/json' },
    });
  }
  try {
    return { raw, json: JSON.parse(utf8.decode(raw)) as unknown };
  } catch (error) {
    throw refused(
      { field: 'body', message: { zh: '不是有效的 JSON', en: 'is not valid JSON' } },
      { cause: error },
    );
  }
}

/** Reads a request's body as it is; a second time it answers the same. AppError VALIDATION when it is too large or cut short. */
export function readBody(req: Request, res: Response): Promise<Buffer> {
  return (req.context.body ??= receive(req, res));
}

async function receive(req: Request, res: Response): Promise<Buffer> {
  await new Promise<void>((resolve, reject) => {
    readRaw(req, res, (error?: unknown) => {
      if (error === undefined) return resolve();
      // What is left of the body is not worth waiting for.
      res.setHeader('Connection', 'close');
      reject(refused({ field: 'body', message: problemOf(error) }, { cause: error }));
    });
  });
  return Buffer.isBuffer(req.body) ? req.body : EMPTY;
}

function problemOf(error: unknown): FieldProblem['message'] {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return { zh: '不能超过 1 MB', en: 'should not be larger than 1 MB' };
  if (type === 'encoding.unsupported')
    return { zh: '不支持的内容编码', en: 'has an unknown content encoding' };
  return { zh: '未能完整读取', en: 'could not be read to its end' };
}

function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/json\s*(;|$)/i.test(contentType.trim());
}

function refused(problem: FieldProblem, options?: { cause: unknown }): AppError<'VALIDATION'> {
  return new AppError('VALIDATION', { errors: [problem] }, options);
}
