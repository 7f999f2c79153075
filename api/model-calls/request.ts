import express, { type Request, type Response } from 'express';
import { CallFailure } from '../../providers/llm/exchange/failure';
import type { JsonObject } from '../../providers/llm/protocols/protocol';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

export interface RawBody {
  readonly raw: Buffer;
  readonly body: JsonObject;
}

/** Reads bodies of model calls: JSON objects of up to `largest` bytes, whatever their content type says. */
export function createBodyReader(largest: number): (req: Request, res: Response) => Promise<RawBody> {
  const receive = express.raw({ type: () => true, limit: largest });

  return async (req, res) => {
    // Express would read all of it before it said no.
    if (Number(req.headers['content-length']) > largest) {
      res.setHeader('Connection', 'close');
      throw tooLarge(largest);
    }
    await new Promise<void>((resolve, reject) => {
      receive(req, res, (error?: unknown) => {
        if (error === undefined) return resolve();
        // What is left of the body is not worth waiting for.
        res.setHeader('Connection', 'close');
        reject(problemOf(error, largest));
      });
    });
    const raw = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    let body: unknown;
    try {
      body = JSON.parse(UTF8.decode(raw));
    } catch (cause) {
      throw new CallFailure(
        'invalid',
        { zh: '请求体不是有效的 JSON', en: 'The body is not valid JSON.' },
        { cause },
      );
    }
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw new CallFailure('invalid', {
        zh: '请求体应为 JSON 对象',
        en: 'The body should be a JSON object.',
      });
    }
    return { raw, body: body as JsonObject };
  };
}

function problemOf(error: unknown, largest: number): CallFailure {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  const options = { cause: error };
  if (type === 'entity.too.large') return tooLarge(largest, error);
  if (type === 'encoding.unsupported') {
    return new CallFailure(
      'invalid',
      { zh: '请求体的内容编码未知', en: 'The body has an unknown content encoding.' },
      options,
    );
  }
  return new CallFailure(
    'invalid',
    { zh: '请求体未能完整读取', en: 'The body could not be read to its end.' },
    options,
  );
}

function tooLarge(largest: number, cause?: unknown): CallFailure {
  const limit = `${largest / 1_048_576} MB`;
  return new CallFailure(
    'tooLarge',
    { zh: `请求体超过 ${limit}`, en: `The body is larger than ${limit}.` },
    { cause },
  );
}
