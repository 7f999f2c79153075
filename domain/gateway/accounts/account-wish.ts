import { dateTime } from '../../db/columns';
import { invalidField } from '../../errors';
import type { Columns } from '../configuration-rows';
import { multiplierField, nameField, oneOfField, textField, wholeField } from '../../fields';
import type { Sealer } from '../../sealed-text';
import { DEFAULT_PRIORITY, turnedPriority } from './account-rows';
import { ACCOUNT_TYPES, AUTH_TYPES, type AccountType, type AuthType } from './account-types';
import { sealCredentials, type Credentials } from './credentials';

export interface AccountWish {
  readonly name: string;
  readonly notes?: string;
  readonly type: string;
  /** The type's first unless given. */
  readonly authType?: string;
  /** Of an account with a key. Empty: the one that is there stays. */
  readonly apiKey?: string;
  /** Of an account with OAuth. */
  readonly tokens?: Tokens;
  /** The type's own unless given. */
  readonly baseUrl?: string;
  /** From 0 to 1000, the lower first; 50 unless given. */
  readonly priority?: number;
  readonly weight?: number;
  readonly enabled?: boolean;
  readonly schedulable?: boolean;
  readonly maxConcurrency?: number | null;
  readonly rateMultiplier?: string | number;
  readonly modelMapping?: Readonly<Record<string, string>>;
  readonly allowedModels?: readonly string[];
  readonly proxyId?: number | null;
  /** All of its groups. Of a new account: its platform's default group unless given. */
  readonly groupIds?: readonly number[];
  readonly expiresAt?: Date | null;
}

/** What was granted for an account. */
export interface Tokens extends Credentials {
  /** When the access token ends; null where that is not known. */
  readonly expiresAt: Date | null;
}

const MOST_MODELS = 500;
const LOWEST_PRIORITY = 1000;

/** AppError VALIDATION for a type that is none. */
export function typeField(value: string): AccountType {
  oneOfField(
    'body.type',
    value,
    ACCOUNT_TYPES.map((type) => type.value),
  );
  return ACCOUNT_TYPES.find((type) => type.value === value) as AccountType;
}

/** AppError VALIDATION for a way to sign in that accounts of the type have not. */
export function authTypeField({ authTypes, value: type }: AccountType, value: string | undefined): AuthType {
  if (value === undefined) return authTypes[0];
  const authType = oneOfField('body.auth_type', value, AUTH_TYPES);
  if (authTypes.includes(authType)) return authType;
  throw invalidField('body.auth_type', {
    zh: `${type} 账户仅支持 ${authTypes.join('、')}`,
    en: `is not for ${type} accounts, which take ${authTypes.join(' and ')}`,
  });
}

/** The account's columns of `gateway_channels`. AppError VALIDATION. */
export function channelColumns(wish: Partial<AccountWish>): Columns {
  const { name, baseUrl, priority, weight, maxConcurrency, rateMultiplier } = wish;
  return {
    name: name === undefined ? undefined : nameField('body.name', name),
    base_url: baseUrl === undefined ? undefined : textField('body.base_url', baseUrl, 512),
    multiplier:
      rateMultiplier === undefined ? undefined : multiplierField('body.rate_multiplier', rateMultiplier),
    priority:
      priority === undefined
        ? undefined
        : turnedPriority(wholeField('body.priority', priority, 0, LOWEST_PRIORITY)),
    weight: weight === undefined ? undefined : wholeField('body.weight', weight),
    enabled: wish.enabled,
    max_concurrency:
      maxConcurrency === undefined ? undefined : wholeField('body.max_concurrency', maxConcurrency, 1),
  };
}

/** Those of `upstream_accounts` that say what it serves, and for how long. AppError VALIDATION. */
export function accountColumns(wish: Partial<AccountWish>): Columns {
  const { notes, modelMapping, allowedModels, expiresAt } = wish;
  return {
    notes: notes === undefined ? undefined : textField('body.notes', notes, 1000),
    schedulable: wish.schedulable,
    proxy_config_id: wish.proxyId,
    model_mapping: modelMapping === undefined ? undefined : JSON.stringify(mappingField(modelMapping)),
    allowed_models: allowedModels === undefined ? undefined : JSON.stringify(modelsField(allowedModels)),
    expires_at: expiresAt && dateTime(expiresAt),
  };
}

/** Those of its new credentials; undefined where it gets none. AppError VALIDATION for those of the other kind. */
export function credentialColumns(
  { apiKey, tokens }: Partial<AccountWish>,
  authType: AuthType,
  sealer: Pick<Sealer, 'seal'>,
): Columns | undefined {
  const given = authType === 'apikey' ? keyField(apiKey) : tokens;
  if (authType === 'apikey' ? tokens !== undefined : apiKey) {
    throw invalidField(authType === 'apikey' ? 'body.access_token' : 'body.api_key', {
      zh: `${authType} 账户不使用该凭据`,
      en: `is not what ${authType} accounts have`,
    });
  }
  if (given === undefined) return undefined;
  const { access, refresh, scopes, expiresAt } = given;
  return {
    credentials_sealed: sealCredentials({ access, refresh, scopes }, sealer),
    access_expires_at: expiresAt && dateTime(expiresAt),
    // Where nothing brings another token there is nobody to ask.
    refresh_refused: authType === 'oauth' && refresh === null,
    refresh_claim: null,
    refresh_claim_until: null,
  };
}

function keyField(value: string | undefined): Tokens | undefined {
  const access = value?.trim();
  if (!access) return undefined;
  if (access.length <= 4000 && /^[\x21-\x7e]+$/.test(access)) {
    return { access, refresh: null, scopes: [], expiresAt: null };
  }
  throw invalidField('body.api_key', { zh: '应为一个密钥', en: 'must be one key, without spaces' });
}

function modelsField(names: readonly string[]): string[] {
  if (names.length > MOST_MODELS) {
    throw invalidField('body.allowed_models', {
      zh: `最多 ${MOST_MODELS} 项`,
      en: `has at most ${MOST_MODELS}`,
    });
  }
  return [...new Set(names.map((name, place) => nameField(`body.allowed_models[${place}]`, name)))];
}

function mappingField(mapping: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(mapping);
  if (entries.length > MOST_MODELS) {
    throw invalidField('body.model_mapping', {
      zh: `最多 ${MOST_MODELS} 项`,
      en: `has at most ${MOST_MODELS}`,
    });
  }
  return Object.fromEntries(
    entries.map(([name, upstream]) => [
      nameField('body.model_mapping', name),
      nameField(`body.model_mapping.${name}`, upstream, 200),
    ]),
  );
}

/** What a new account has that nothing is said of. */
export const NEW_ACCOUNT: Partial<AccountWish> = {
  priority: DEFAULT_PRIORITY,
  modelMapping: {},
  allowedModels: [],
};
