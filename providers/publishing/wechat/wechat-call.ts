import type { PlatformRefusal, RefusalKind } from '../../../domain/publishing/platform-failure';
import {
  refusal,
  textOf,
  type PlatformAnswer,
  type PlatformHttp,
  type PlatformRequest,
} from '../platform-http';

/**
 * WeChat answers HTTP 200 with `{errcode, errmsg}`, 0 or nothing for a success. Numbers of its documents (the global
 * return codes of the Official Accounts platform).
 */
const KINDS: Readonly<Record<string, RefusalKind>> = {
  // Of a system that is busy nobody says what it had done by then.
  '-1': 'unsure',
  '45011': 'busy',
  '40001': 'token',
  '40014': 'token',
  '42001': 'token',
  '40013': 'credentials',
  '40125': 'credentials',
  '40164': 'credentials',
  '41002': 'credentials',
  '41004': 'credentials',
};

/** Where a token is asked for, 40001 says that the secret is wrong. */
const AT_THE_GRANT: Readonly<Record<string, RefusalKind>> = { ...KINDS, '40001': 'credentials' };

/** What the numbers mean to the account's owner; others are shown in WeChat's words. */
const WORDS: Readonly<Record<string, string>> = {
  '-1': '微信系统繁忙',
  '40007': '素材已失效',
  '40013': 'AppID 无效',
  '40125': 'AppSecret 无效',
  '40164': '服务器 IP 不在公众号的 IP 白名单中',
  '45009': '接口调用次数已达上限',
  '45011': '接口调用过于频繁',
  '48001': '公众号没有发布接口的权限',
};

export interface WechatCalls {
  call(request: PlatformRequest): Promise<PlatformAnswer>;
  grant(request: PlatformRequest): Promise<PlatformAnswer>;
}

export function wechatCalls(http: PlatformHttp): WechatCalls {
  const checked = async (request: PlatformRequest, kinds: typeof KINDS) => {
    const answer = await http.call(request);
    if (answer['errcode'] === undefined || answer['errcode'] === 0) return answer;
    throw refusalOf(answer, kinds);
  };
  return {
    call: (request) => checked(request, KINDS),
    grant: (request) => checked(request, AT_THE_GRANT),
  };
}

function refusalOf(answer: PlatformAnswer, kinds: typeof KINDS): PlatformRefusal {
  const code = textOf(answer, 'errcode');
  const words = WORDS[code];
  // WeChat says there which address it saw, which is what the owner has to allow.
  const said = code === '40164' ? `${words}: ${String(answer['errmsg'])}` : (words ?? answer['errmsg']);
  return refusal(kinds[code] ?? 'other', code, said);
}
