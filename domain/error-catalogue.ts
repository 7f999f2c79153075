/**
 * The one catalogue of errors. Code throws `AppError`; each surface's dialect renders it in its own
 * shape, and `activities/failures.ts` carries it through Temporal. `docs/errors.md` is generated from here.
 */

interface ErrorKind {
  /** HTTP status that every dialect rides on, unless its own documents say otherwise. */
  readonly status: number;
  /** Whether the same call can succeed later without being changed. */
  readonly retryable: boolean;
  readonly zh: string;
  readonly en: string;
}

export const ERROR_CATALOGUE = {
  VALIDATION: { status: 400, retryable: false, zh: '请求参数错误', en: 'The request has invalid fields' },
  UNAUTHENTICATED: { status: 401, retryable: false, zh: '未认证', en: 'Sign in first' },
  BAD_CREDENTIALS: {
    status: 401,
    retryable: false,
    zh: '用户名或密码错误',
    en: 'The user name or the password is wrong',
  },
  DEVICE_MISMATCH: {
    status: 401,
    retryable: false,
    zh: '设备验证失败，请重新登录',
    en: 'This device is not the one that signed in: sign in again',
  },
  CODE_INVALID: {
    status: 400,
    retryable: false,
    zh: '验证码错误或已过期',
    en: 'The code is wrong or has expired',
  },
  LINK_INVALID: {
    status: 400,
    retryable: false,
    zh: '链接无效或已过期',
    en: 'The link is wrong, was used, or has expired',
  },
  CAPTCHA_INVALID: {
    status: 400,
    retryable: false,
    zh: '人机验证缺失或已失效',
    en: 'The captcha is missing, wrong or used up',
  },
  STATE_INVALID: {
    status: 400,
    retryable: false,
    zh: '登录状态无效或已过期',
    en: 'This sign-in was not begun here, or too long ago',
  },
  WEAK_PASSWORD: {
    status: 400,
    retryable: false,
    zh: '密码强度不足：至少 8 个字符，须含字母和数字，可用 @$!%*#?&',
    en: 'The password is too weak: 8 characters or more out of letters, digits and @$!%*#?&, with a letter and a digit',
  },
  SIGN_IN_UNAVAILABLE: {
    status: 503,
    retryable: false,
    zh: '该登录方式未启用',
    en: 'This way to sign in is not set up here',
  },
  SIGN_IN_AGAIN: {
    status: 403,
    retryable: false,
    zh: '请重新登录后再进行此操作',
    en: 'Sign in again first: this takes a sign-in of the last 15 minutes',
  },
  LAST_WAY_IN: {
    status: 409,
    retryable: false,
    zh: '这是最后一种登录方式，不能移除',
    en: 'Without it nobody could sign in to this account: add another way first',
  },
  SETUP_DONE: {
    status: 409,
    retryable: false,
    zh: '系统已完成初始化',
    en: 'This installation is set up already',
  },
  SETUP_REQUIRED: {
    status: 409,
    retryable: false,
    zh: '系统尚未初始化',
    en: 'This installation has no administrator yet',
  },
  INVITATION_FOR_ANOTHER: {
    status: 403,
    retryable: false,
    zh: '该邀请发给了另一个邮箱，请用该邮箱的账号登录后再接受',
    en: 'This invitation went to another address: sign in with the account of that address',
  },
  LAST_OWNER: {
    status: 403,
    retryable: false,
    zh: '团队至少需要一名所有者',
    en: 'A team needs an owner: make somebody else one first',
  },
  INVITATION_INVALID: {
    status: 400,
    retryable: false,
    zh: '邀请无效或已过期',
    en: 'This invitation was used, withdrawn or is too old',
  },
  FORBIDDEN: { status: 403, retryable: false, zh: '无权限', en: 'You may not do this' },
  ACCOUNT_DISABLED: { status: 403, retryable: false, zh: '账号已停用', en: 'This account is disabled' },
  NOT_FOUND: { status: 404, retryable: false, zh: '资源不存在', en: 'There is no such resource' },
  METHOD_NOT_ALLOWED: {
    status: 405,
    retryable: false,
    zh: '不支持的请求方法',
    en: 'This path does not take that method',
  },
  NO_WEBSOCKET: {
    status: 426,
    retryable: false,
    zh: '该路径不支持 WebSocket，请使用普通 HTTP 请求',
    en: 'This path takes no WebSocket: send a plain HTTP request',
  },
  WEBSOCKET_NEEDED: {
    status: 426,
    retryable: false,
    zh: '该路径只支持 WebSocket',
    en: 'This path is a WebSocket: ask for an upgrade',
  },
  IDEMPOTENCY_CONFLICT: {
    status: 409,
    retryable: false,
    zh: '相同的 Idempotency-Key 已用于不同的请求',
    en: 'This Idempotency-Key was used for a different request',
  },
  IDEMPOTENCY_IN_PROGRESS: {
    status: 409,
    retryable: true,
    zh: '相同的请求正在处理中',
    en: 'The first request with this Idempotency-Key is still running',
  },
  ALREADY_EXISTS: { status: 400, retryable: false, zh: '已存在', en: 'This already exists' },
  RATE_LIMITED: { status: 429, retryable: true, zh: '请求过于频繁', en: 'Too many requests' },
  INTERNAL: { status: 500, retryable: true, zh: '服务器内部错误', en: 'Something went wrong on our side' },
  UNAVAILABLE: { status: 503, retryable: true, zh: '服务暂不可用', en: 'The service is not available now' },

  INSUFFICIENT_CREDITS: { status: 402, retryable: false, zh: '积分不足', en: 'There are too few credits' },
  MEMBERSHIP_EXPIRED: { status: 403, retryable: false, zh: '会员已过期', en: 'The membership has ended' },
  COUPON_INVALID: { status: 400, retryable: false, zh: '优惠券无效', en: 'The coupon cannot be used' },
  ORDER_NOT_FOUND: { status: 404, retryable: false, zh: '订单不存在', en: 'There is no such order' },
  ORDER_NOT_PAID: {
    status: 409,
    retryable: false,
    zh: '订单未支付，无法退款',
    en: 'The order is not paid, so that there is nothing to refund',
  },
  PAYMENT_FAILED: { status: 400, retryable: false, zh: '支付失败', en: 'The payment failed' },
  SIGNATURE_INVALID: {
    status: 401,
    retryable: false,
    zh: '签名缺失或无效',
    en: 'The signature is missing or does not hold',
  },
  AI_SERVICE_FAILED: { status: 503, retryable: true, zh: 'AI服务调用失败', en: 'The AI service failed' },
  GENERATION_FAILED: {
    status: 500,
    retryable: false,
    zh: '内容生成失败',
    en: 'The content could not be made',
  },
  JOB_CANCELLED: { status: 409, retryable: false, zh: '任务已取消', en: 'The job was cancelled' },
  JOB_ENDED: {
    status: 409,
    retryable: false,
    zh: '任务已结束，不能取消',
    en: 'The job has ended, and cannot be cancelled',
  },
  PLATFORM_NOT_BOUND: {
    status: 400,
    retryable: false,
    zh: '平台账号未绑定',
    en: 'The platform account is not bound',
  },
  CONTENT_REFUSED: {
    status: 400,
    retryable: false,
    zh: '内容不符合平台规则',
    en: 'The content breaks a rule of the platform',
  },
  PUBLICATION_BEGUN: {
    status: 409,
    retryable: false,
    zh: '发布已开始或已结束，不能更改',
    en: 'The publication has begun or ended, and cannot be changed',
  },
  PUBLISH_FAILED: { status: 502, retryable: true, zh: '发布失败', en: 'The publication failed' },
  ACTIVITY_ENDED: { status: 400, retryable: false, zh: '活动已结束', en: 'The activity has ended' },

  KEY_INVALID: { status: 401, retryable: false, zh: 'API 密钥无效', en: 'This API key is not valid' },
  KEY_EXPIRED: { status: 401, retryable: false, zh: 'API 密钥已过期', en: 'This API key has expired' },
  KEY_ADDRESS: {
    status: 403,
    retryable: false,
    zh: 'API 密钥不允许从该 IP 地址使用',
    en: 'This API key may not be used from this address',
  },
  MODEL_NOT_ALLOWED: {
    status: 403,
    retryable: false,
    zh: 'API 密钥不允许使用该模型',
    en: 'This API key may not use that model',
  },
  PLATFORM_NOT_ALLOWED: {
    status: 403,
    retryable: false,
    zh: 'API 密钥不允许使用该协议',
    en: 'This API key may not be used in this protocol',
  },
  PACKAGE_INACTIVE: {
    status: 403,
    retryable: false,
    zh: 'API 密钥的套餐不存在、已停用或已过期',
    en: 'The package of this API key was taken away, is switched off, or has expired',
  },
  TOO_MANY_KEYS: {
    status: 400,
    retryable: false,
    zh: 'API 密钥数量已达上限',
    en: 'There are too many API keys',
  },
  MODEL_NOT_FOUND: { status: 404, retryable: false, zh: '模型不存在', en: 'There is no such model' },
  QUOTA_SPENT: { status: 402, retryable: false, zh: '额度不足', en: 'Too little is left of the quota' },
  NO_CHANNEL: {
    status: 503,
    retryable: true,
    zh: '该模型暂无可用渠道',
    en: 'No channel can serve this model now',
  },
  ACCOUNT_OAUTH_OFF: {
    status: 403,
    retryable: false,
    zh: '未启用 OAuth 账户',
    en: 'Accounts with OAuth are switched off here',
  },
  UPSTREAM_FAILED: { status: 502, retryable: true, zh: '上游请求失败', en: 'The upstream failed' },
  IN_USE: {
    status: 409,
    retryable: false,
    zh: '正在使用中，不能删除',
    en: 'It is in use, and cannot be deleted',
  },
  BUILT_IN: {
    status: 409,
    retryable: false,
    zh: '内置模型不能删除，可以停用',
    en: 'What this installation comes with cannot be deleted; switch it off instead',
  },

  QUEUE_FULL: {
    status: 429,
    retryable: true,
    zh: '排队中的任务过多，请稍后再试',
    en: 'Too many of your tasks wait for their turn: let some of them begin first',
  },
  TASK_ENDED: { status: 409, retryable: false, zh: '任务已结束', en: 'The task has ended' },
  TASK_SUCCEEDED: {
    status: 409,
    retryable: false,
    zh: '任务已成功完成，无需重试',
    en: 'The task has succeeded: there is nothing to try again',
  },
  TASK_EXPIRED: {
    status: 410,
    retryable: false,
    zh: '任务的日志和结果已过保存期限，已被删除',
    en: 'The log and the results of this task were kept for their time, and are removed',
  },
  TASK_BUSY: {
    status: 409,
    retryable: true,
    zh: '任务的本轮尚未结束',
    en: 'This turn of the task has not ended',
  },
  AGENT_FAILED: {
    status: 500,
    retryable: true,
    zh: '编程助手未能完成任务',
    en: 'The agent could not finish the task',
  },
  AGENT_SILENT: {
    status: 500,
    retryable: true,
    zh: '编程助手长时间没有响应',
    en: 'The agent said nothing for too long',
  },
  TIME_LIMIT: { status: 500, retryable: false, zh: '任务已超时', en: 'The task has run out of time' },
  REPOSITORY_UNAVAILABLE: {
    status: 500,
    retryable: false,
    zh: '无法克隆代码仓库',
    en: 'The repository or its branch cannot be cloned',
  },
  RESULT_TOO_LARGE: {
    status: 500,
    retryable: false,
    zh: '结果过大，未能保存',
    en: 'The result is larger than what is kept',
  },
  PATCH_UNAVAILABLE: {
    status: 409,
    retryable: false,
    zh: '本轮的补丁未能保存，请从沙箱或归档中获取文件',
    en: 'No patch of the newest turn was kept: fetch the files from the archive or the sandbox',
  },
  OUTPUT_LIMIT: {
    status: 500,
    retryable: false,
    zh: '任务输出过多',
    en: 'The task has written more than it may',
  },

  LEDGER_CONFLICT: {
    status: 409,
    retryable: false,
    zh: '相同的记账键已用于不同的操作',
    en: 'This ledger key was used for a different operation',
  },
  HOLD_RESOLVED: {
    status: 409,
    retryable: false,
    zh: '冻结已被处理',
    en: 'This hold was already captured or released',
  },
  LEDGER_VIOLATION: {
    status: 500,
    retryable: false,
    zh: '账目不一致',
    en: 'The books break their rules',
  },
  STORAGE_FULL: { status: 500, retryable: false, zh: '存储空间不足', en: 'The artifact store is full' },

  SANDBOX_UNAVAILABLE: {
    status: 503,
    retryable: true,
    zh: '暂时无法创建沙箱',
    en: 'No sandbox can be made now',
  },
  SANDBOX_LOST: { status: 409, retryable: false, zh: '沙箱已不存在', en: 'The sandbox is gone' },
  ARCHIVE_REFUSED: {
    status: 400,
    retryable: false,
    zh: '上传的归档无法使用：损坏、过大、文件过多，或含有指向外部的路径、链接或设备文件',
    en: 'The uploaded archive cannot be used: it is broken, too large, has too many files, or names what leads outside of it',
  },
  NOTHING_LISTENS: {
    status: 502,
    retryable: true,
    zh: '沙箱的该端口上没有服务',
    en: 'Nothing listens at this port of the sandbox',
  },
  SANDBOX_REFUSED: {
    status: 409,
    retryable: false,
    zh: '沙箱无法完成该操作',
    en: 'The sandbox cannot do this',
  },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

/** Whether a value is the code of an error in the catalogue. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERROR_CATALOGUE, value);
}
