import { createHash, randomUUID } from 'node:crypto';
import { jsonOf, Refused, servePlatform, type PlatformServer } from './server';

const TOKEN_MS = 2 * 3_600_000;
const WRONG_SIGNATURE = -1;
const UNKNOWN_APP = -9043;

export interface XiaohongshuSimulator extends PlatformServer {
  /** The access tokens that were granted, in order. */
  readonly tokens: readonly string[];
}

/** Xiaohongshu's share token, as its documents describe it: a nonce is good once, and the end is a time in milliseconds. */
export async function startXiaohongshu(
  { appKey, secret }: { readonly appKey: string; readonly secret: string },
  port?: number,
): Promise<XiaohongshuSimulator> {
  const tokens: string[] = [];
  const nonces = new Set<string>();
  const server = await servePlatform(
    {
      refused: ({ code, message }) => ({ status: 200, body: { success: false, code, msg: message } }),
      routes: {
        'POST /api/sns/v1/ext/access/token': (call) => {
          const { app_key, nonce, timestamp, signature } = jsonOf(call);
          if (app_key !== appKey) throw new Refused(UNKNOWN_APP, 'app不存在');
          const text = `appKey=${appKey}&nonce=${String(nonce)}&timeStamp=${String(timestamp)}${secret}`;
          const right = createHash('sha256').update(text).digest('hex');
          if (signature !== right || nonces.has(String(nonce)))
            throw new Refused(WRONG_SIGNATURE, '签名错误');
          nonces.add(String(nonce));
          const access_token = `xhs-${randomUUID()}`;
          tokens.push(access_token);
          return {
            success: true,
            code: 0,
            msg: '成功',
            data: { access_token, expires_in: Date.now() + TOKEN_MS },
          };
        },
      },
    },
    port,
  );
  return Object.assign(server, { tokens });
}
