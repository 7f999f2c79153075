import type { CleanedEnv } from 'envalid';
import * as is from './kinds';

/** The variables of the outside that signing in needs. */
export const SIGN_IN_VARIABLES = {
  SMTP_URL: is.smtpUrl({
    default: undefined,
    requiredWhen: (env) => env['MAIL_FROM'] !== undefined,
    desc: 'the address of a mail server, because MAIL_FROM is set',
  }),
  MAIL_FROM: is.sender({
    default: undefined,
    requiredWhen: (env) => env['SMTP_URL'] !== undefined,
    desc: 'whom the mail is from, because SMTP_URL is set',
  }),

  ...allOrNone(
    'SMS_ALIYUN_ACCESS_KEY_ID',
    'SMS_ALIYUN_ACCESS_KEY_SECRET',
    'SMS_ALIYUN_SIGN_NAME',
    'SMS_ALIYUN_TEMPLATE_CODE',
  ),
  SMS_ALIYUN_ENDPOINT: is.trustedUrl({ default: 'https://dysmsapi.aliyuncs.com' }),

  ...allOrNone('GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'),
  GOOGLE_ISSUER: is.trustedUrl({ default: 'https://accounts.google.com' }),
  GOOGLE_REDIRECT_URL: is.trustedUrl({ default: undefined }),
  OIDC_ISSUER: is.trustedUrl({
    default: undefined,
    requiredWhen: (env) => env['OIDC_CLIENT_ID'] !== undefined || env['OIDC_CLIENT_SECRET'] !== undefined,
    desc: 'the issuer of the OpenID Connect provider, because OIDC_CLIENT_ID or OIDC_CLIENT_SECRET is set',
  }),
  OIDC_CLIENT_ID: is.text({
    default: undefined,
    requiredWhen: (env) => env['OIDC_ISSUER'] !== undefined,
    desc: 'the client id, because OIDC_ISSUER is set',
  }),
  OIDC_CLIENT_SECRET: is.text({
    default: undefined,
    requiredWhen: (env) => env['OIDC_ISSUER'] !== undefined,
    desc: 'the client secret, because OIDC_ISSUER is set',
  }),
  ...allOrNone('BAIZHI_CLIENT_ID', 'BAIZHI_CLIENT_SECRET'),
  BAIZHI_AUTHORIZE_URL: is.trustedUrl({ default: 'https://oauth.baizhi.cloud/oauth/authorize' }),
  BAIZHI_TOKEN_URL: is.trustedUrl({ default: 'https://oauth.baizhi.cloud/oauth/token' }),
  BAIZHI_USERINFO_URL: is.trustedUrl({ default: 'https://oauth.baizhi.cloud/oauth/userinfo' }),
};

/** An account with Alibaba Cloud's Short Message Service, and what it lets us send. */
export interface AliyunSmsAccount {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly signName: string;
  readonly templateCode: string;
}

/** What an OpenID Connect provider knows us by. */
export interface OidcAccount {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What Baizhi Cloud knows us by, and its endpoints. */
export interface BaizhiAccount {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly userinfoUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The outside that signing in needs: what carries codes to people, and who vouches for them. */
export interface SignInSettings {
  /** The mail server; without it mail stays in the local mailbox. */
  readonly smtp: { readonly url: string; readonly from: string } | undefined;
  /** Alibaba Cloud's Short Message Service. */
  readonly aliyunSms: AliyunSmsAccount | undefined;
  /** Providers that people can sign in at. */
  readonly oauth: {
    readonly google: OidcAccount | undefined;
    readonly oidc: OidcAccount | undefined;
    readonly baizhi: BaizhiAccount | undefined;
  };
  /** The page of a frontend that Google sends browsers back to, where it is not the API's own. */
  readonly googleRedirectUrl: string | undefined;
}

type Values = CleanedEnv<typeof SIGN_IN_VARIABLES>;

/** What is not configured whole is undefined; `clean` has refused what is configured by half. */
export function signInSettings(v: Values): SignInSettings {
  const { SMTP_URL: url, MAIL_FROM: from } = v;
  return {
    smtp: url && from ? { url, from } : undefined,
    aliyunSms: aliyunSms(v),
    oauth: {
      google: oidcAccount(v.GOOGLE_ISSUER, v.GOOGLE_CLIENT_ID, v.GOOGLE_CLIENT_SECRET),
      oidc: oidcAccount(v.OIDC_ISSUER, v.OIDC_CLIENT_ID, v.OIDC_CLIENT_SECRET),
      baizhi: baizhiAccount(v),
    },
    googleRedirectUrl: v.GOOGLE_REDIRECT_URL,
  };
}

function aliyunSms(v: Values): AliyunSmsAccount | undefined {
  const { SMS_ALIYUN_ENDPOINT: endpoint, SMS_ALIYUN_ACCESS_KEY_ID: accessKeyId } = v;
  const { SMS_ALIYUN_ACCESS_KEY_SECRET: accessKeySecret } = v;
  const { SMS_ALIYUN_SIGN_NAME: signName, SMS_ALIYUN_TEMPLATE_CODE: templateCode } = v;
  if (!accessKeyId || !accessKeySecret || !signName || !templateCode) return undefined;
  return { endpoint, accessKeyId, accessKeySecret, signName, templateCode };
}

function oidcAccount(issuer?: string, clientId?: string, clientSecret?: string): OidcAccount | undefined {
  return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined;
}

function baizhiAccount(v: Values): BaizhiAccount | undefined {
  const { BAIZHI_CLIENT_ID: clientId, BAIZHI_CLIENT_SECRET: clientSecret } = v;
  if (!clientId || !clientSecret) return undefined;
  return {
    authorizeUrl: v.BAIZHI_AUTHORIZE_URL,
    tokenUrl: v.BAIZHI_TOKEN_URL,
    userinfoUrl: v.BAIZHI_USERINFO_URL,
    clientId,
    clientSecret,
  };
}

/** Texts that belong together: when one is set, all must be. */
function allOrNone<Name extends string>(...names: readonly Name[]) {
  const text = (name: Name) => {
    const others = names.filter((other) => other !== name);
    return is.text({
      default: undefined,
      requiredWhen: (env) => others.some((other) => env[other] !== undefined),
      desc: `a value, because ${others.join(' or ')} is set`,
    });
  };
  return Object.fromEntries(names.map((name) => [name, text(name)])) as Record<Name, ReturnType<typeof text>>;
}
