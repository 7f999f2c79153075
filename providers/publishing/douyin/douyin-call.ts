import type { RefusalKind } from '../../../domain/publishing/platform-failure';
import {
  codeOf,
  partOf,
  refusal,
  type PlatformAnswer,
  type PlatformHttp,
  type PlatformRequest,
} from '../platform-http';

/**
 * Numbers of Douyin's documents. General knowledge are those of grants (the code, or the refresh token, is over) and those
 * of its own errors, of which nobody says what it had done by then.
 */
const KINDS: Readonly<Record<string, RefusalKind>> = {
  '28001003': 'token',
  '28001005': 'unsure',
  '28001006': 'unsure',
  '28001008': 'token',
  '28001012': 'entitlement',
  '28001018': 'entitlement',
  '28003017': 'other',
  '28003018': 'busy',
  '10007': 'credentials',
  '10008': 'credentials',
  '10010': 'credentials',
  '2100001': 'unsure',
  '2100004': 'unsure',
  '2190002': 'token',
  '2190008': 'token',
};

const WORDS: Readonly<Record<string, string>> = {
  '28001012': '用户未授权该能力，请重新授权',
  '28001018': '应用未获得该能力',
  '28003017': '发布次数已达上限',
  '28003018': '请求过于频繁',
};

/** One call; answers its `data`, whose `error_code` is 0 when it was done. */
export async function douyinCall(http: PlatformHttp, request: PlatformRequest): Promise<PlatformAnswer> {
  const data = partOf(await http.call(request), 'data');
  const code = codeOf(data, 'error_code');
  if (code === '0' || code === '') return data;
  throw refusal(KINDS[code] ?? 'other', code, WORDS[code] ?? data['description']);
}
