import type { Credits } from '../credits';
import { invalidField } from '../errors';
import { nameField, oneOfField } from '../fields';
import {
  MODEL_KINDS,
  OWN_PROVIDERS,
  VENDORS_OF_KIND,
  vendorOf,
  type Model,
  type ModelConfig,
  type ModelKind,
} from './model';

/** What an operator says of a model. */
export interface ModelWish {
  readonly name: string;
  /** `text` where nothing is said. Stays what it was. */
  readonly kind?: string;
  readonly provider: string;
  readonly modelName: string;
  readonly apiBase: string;
  /** Null: none. */
  readonly apiKey?: string | null;
  readonly config?: ModelConfig;
  readonly creditsCost: Credits;
  readonly isActive?: boolean;
  readonly isDefault?: boolean;
}

/** What operators may add: the rest is made of a text model by this installation. */
const ADDED_KINDS = MODEL_KINDS.filter((kind) => kind !== 'presentation');
/** No piece of work costs more: above it, a slip of the finger is likelier than a wish. */
const HIGHEST_COST = 1_000_000n * 100_000_000n;
const LONGEST_ADDRESS = 500;
const LONGEST_KEY = 1_000;

/** The kind of a new model. AppError VALIDATION. */
export function kindOf({ kind }: Pick<ModelWish, 'kind'>): ModelKind {
  return kind === undefined ? 'text' : oneOfField('body.kind', kind, ADDED_KINDS);
}

/**
 * The columns that a wish changes, as they are kept. `before` is the model as it was, of one that is there.
 * AppError VALIDATION that names the field.
 */
export function columnsOf(wish: Partial<ModelWish>, before?: Model) {
  const { name, provider, modelName, apiBase, config, creditsCost, isActive } = wish;
  const isOwn = before !== undefined && OWN_PROVIDERS.includes(before.provider);
  if (isOwn) expectNothingOfVendors(wish);
  return {
    name: name === undefined ? undefined : nameField('body.name', name),
    provider: provider === undefined || isOwn ? undefined : providerField(provider),
    model_name: modelName === undefined ? undefined : nameField('body.model_name', modelName),
    api_base: apiBase === undefined ? undefined : addressField(apiBase),
    config: config === undefined ? undefined : JSON.stringify(config),
    credits_cost: creditsCost === undefined ? undefined : costField(creditsCost),
    is_active: isActive,
  };
}

/** A vendor must be one that this kind of work is asked of. AppError VALIDATION on `body.provider`. */
export function expectVendorFor(kind: ModelKind, provider: string, apiBase: string): void {
  const vendors = VENDORS_OF_KIND[kind];
  const vendor = vendorOf(provider, apiBase);
  if (vendors.includes(vendor)) return;
  throw invalidField('body.provider', {
    zh: `${vendor} 协议不支持此类模型，可用：${vendors.join('、')}`,
    en: `is asked in the protocol of ${vendor}, which is not for ${kind} models; these are: ${vendors.join(', ')}`,
  });
}

/** What this installation does itself has no vendor to ask. */
function expectNothingOfVendors({ apiBase, apiKey }: Partial<ModelWish>): void {
  const field =
    apiBase !== undefined ? 'body.api_base' : typeof apiKey === 'string' ? 'body.api_key' : undefined;
  if (!field) return;
  throw invalidField(field, {
    zh: '内置模型不能设置此项',
    en: 'is not for a model that this installation comes with',
  });
}

function providerField(value: string): string {
  const provider = nameField('body.provider', value, 50);
  if (!OWN_PROVIDERS.includes(provider)) return provider;
  throw invalidField('body.provider', {
    zh: `${provider} 为内置模型保留`,
    en: `${provider} is kept for models that this installation comes with`,
  });
}

/** An address without a slash at its end. */
function addressField(value: string): string {
  const address = value.trim().replace(/\/+$/, '');
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (
    isWeb &&
    address.length <= LONGEST_ADDRESS &&
    !url.username &&
    !url.password &&
    !url.search &&
    !url.hash
  )
    return address;
  throw invalidField('body.api_base', {
    zh: `应为 http(s) 地址，最多 ${LONGEST_ADDRESS} 个字符，不含账号、查询和片段`,
    en: `must be an http(s) address of at most ${LONGEST_ADDRESS} characters, without a user, a query or a fragment`,
  });
}

/** A key as it goes into a header. */
export function apiKeyField(value: string): string {
  if (/^[\x21-\x7e]+$/.test(value) && value.length <= LONGEST_KEY) return value;
  throw invalidField('body.api_key', {
    zh: `应为 1–${LONGEST_KEY} 个可见 ASCII 字符`,
    en: `must be 1 to ${LONGEST_KEY} visible ASCII characters`,
  });
}

function costField(value: Credits): Credits {
  if (value >= 0n && value <= HIGHEST_COST) return value;
  throw invalidField('body.credits_cost', {
    zh: '应在 0 到 1000000 之间',
    en: 'must be between 0 and 1000000',
  });
}
