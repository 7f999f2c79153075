import { toFen } from './money';
import { sign, type Fields } from './signature';
import { PAYMENT_TYPES, type TradeRequest } from './trades';

export interface Merchant {
  readonly pid: string;
  readonly key: string;
}

/** Why the provider will not open a trade: what happened, and what the merchant should look at. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

const REQUIRED = ['pid', 'type', 'out_trade_no', 'notify_url', 'name', 'money', 'sign'] as const;

/** Checks what a merchant sent to submit.php or mapi.php. Throws a Refusal that says what is wrong. */
export function readTradeRequest(fields: Fields | undefined, merchant: Merchant): TradeRequest {
  if (!fields) throw new Refusal('参数重复', '每个参数只能出现一次。');
  for (const name of REQUIRED) {
    if (!fields[name]) throw new Refusal(`缺少参数 ${name}`, '请检查商户系统发起支付时提交的参数。');
  }
  if (fields['pid'] !== merchant.pid) throw new Refusal('商户不存在', '请检查商户系统配置的商户 ID（pid）。');
  if ((fields['sign_type'] ?? 'MD5') !== 'MD5')
    throw new Refusal('签名类型不支持', '本接口只支持 MD5 签名。');
  if (fields['sign'] !== sign(fields, merchant.key)) {
    throw new Refusal('签名校验失败', '请检查商户密钥，以及参与签名的参数与实际提交的参数是否一致。');
  }
  const type = PAYMENT_TYPES.find((known) => known === fields['type']);
  if (!type) throw new Refusal('支付方式不支持', `可用的支付方式：${PAYMENT_TYPES.join('、')}。`);
  const fen = toFen(fields['money'] ?? '');
  if (fen === undefined) throw new Refusal('金额不合法', '金额的单位是元，应大于 0，最多两位小数。');
  return {
    outTradeNo: fields['out_trade_no'] ?? '',
    type,
    name: fields['name'] ?? '',
    fen,
    notifyUrl: webAddress('notify_url', fields['notify_url'] ?? ''),
    returnUrl: fields['return_url'] ? webAddress('return_url', fields['return_url']) : '',
    param: fields['param'] ?? '',
  };
}

/** A link that the page will carry: http or https, nothing that a browser would run. */
function webAddress(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new Refusal(`参数 ${name} 不合法`, '回调地址应以 http:// 或 https:// 开头。');
  }
  return url.href;
}
