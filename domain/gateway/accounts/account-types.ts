import type { ChannelType } from '../snapshot';

export const PLATFORMS = ['claude', 'openai', 'gemini'] as const;
/** Whose models an account serves. */
export type Platform = (typeof PLATFORMS)[number];

export const AUTH_TYPES = ['apikey', 'oauth'] as const;
/** `apikey`: a key of the vendor's API. `oauth`: tokens that somebody granted, which are refreshed. */
export type AuthType = (typeof AUTH_TYPES)[number];

export interface AccountType {
  readonly value: string;
  readonly label: string;
  readonly platform: Platform;
  /** What its upstream speaks. */
  readonly protocol: ChannelType;
  /** Where its upstream is unless an account says otherwise; null: every account says so. */
  readonly baseUrl: string | null;
  /** The first unless an account says otherwise. */
  readonly authTypes: readonly [AuthType, ...AuthType[]];
}

const OPENAI = 'https://api.openai.com/v1';
const CLAUDE = 'https://api.anthropic.com';
const GEMINI = 'https://generativelanguage.googleapis.com';

/** The kinds of account that the gateway has a protocol for. Azure's v1 API takes OpenAI's requests as they are. */
export const ACCOUNT_TYPES: readonly AccountType[] = [
  {
    value: 'claude-console',
    label: 'Claude Console',
    platform: 'claude',
    protocol: 'claude',
    baseUrl: CLAUDE,
    authTypes: ['apikey'],
  },
  {
    value: 'claude-official',
    label: 'Claude (OAuth)',
    platform: 'claude',
    protocol: 'claude',
    baseUrl: CLAUDE,
    authTypes: ['oauth'],
  },
  {
    value: 'openai',
    label: 'OpenAI',
    platform: 'openai',
    protocol: 'openai',
    baseUrl: OPENAI,
    authTypes: ['apikey'],
  },
  {
    value: 'openai-responses',
    label: 'OpenAI Responses',
    platform: 'openai',
    protocol: 'responses',
    baseUrl: OPENAI,
    authTypes: ['apikey', 'oauth'],
  },
  {
    value: 'azure-openai',
    label: 'Azure OpenAI',
    platform: 'openai',
    protocol: 'openai',
    baseUrl: null,
    authTypes: ['apikey'],
  },
  {
    value: 'gemini-api',
    label: 'Gemini API',
    platform: 'gemini',
    protocol: 'gemini',
    baseUrl: GEMINI,
    authTypes: ['apikey'],
  },
  {
    value: 'gemini',
    label: 'Gemini (OAuth)',
    platform: 'gemini',
    protocol: 'gemini',
    baseUrl: GEMINI,
    authTypes: ['oauth'],
  },
];

/** Who makes a platform's models, as the models say it. */
export const PROVIDERS: Readonly<Record<Platform, string>> = {
  claude: 'anthropic',
  openai: 'openai',
  gemini: 'google',
};

/** The type of the accounts that somebody grants us tokens for on a platform. */
export function oauthTypeOf(platform: Platform): AccountType {
  const found = ACCOUNT_TYPES.find((type) => type.platform === platform && type.authTypes.includes('oauth'));
  if (!found) throw new TypeError(`${platform} has no accounts with OAuth`);
  return found;
}
