import { AppError, invalidField } from '../../../domain/errors';
import { PROXY_TYPES, proxyUrl, type ProxyAddress } from '../../../domain/gateway/proxy-config-rows';
import type { ProxyConfigs } from '../../../domain/gateway/proxy-configs';
import { oneOfField } from '../../../domain/fields';
import { Secret } from '../../../domain/gateway/secret';
import type { ProxyProbe } from '../../../providers/llm/upstream/proxy-probe';

export interface ProxyTrialWish {
  /** One that is there: what is left out is as it has it, and it keeps what is found. */
  readonly id?: number | undefined;
  readonly type?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

export interface ProxyTrial {
  readonly success: boolean;
  readonly latencyMs: number;
  readonly error?: string;
}

export interface ProxyTrials {
  /** Asks for a page through a proxy. AppErrors NOT_FOUND, VALIDATION, and what the guard throws. */
  test(wish: ProxyTrialWish): Promise<ProxyTrial>;
}

const ERRORS = {
  forbidden: 'The page that proxies are tested with is where calls may not go',
  silent: 'No answer came through the proxy',
} as const;

export function createProxyTrials({
  proxies,
  probe,
  guard,
}: {
  readonly proxies: Pick<ProxyConfigs, 'address' | 'tested'>;
  readonly probe: ProxyProbe;
  readonly guard: (host: string, port: number) => Promise<void>;
}): ProxyTrials {
  return {
    async test(wish) {
      const proxy = addressOf(wish, wish.id === undefined ? undefined : await proxies.address(wish.id));
      await guard(proxy.host, proxy.port);
      const { outcome, latencyMs } = await probe.probe(proxyUrl(proxy).reveal());
      const success = outcome === 'answered';
      if (wish.id !== undefined && isAsKept(wish)) await proxies.tested(wish.id, { success, latencyMs });
      return { success, latencyMs, ...(!success && { error: ERRORS[outcome] }) };
    },
  };
}

/** What is found of a proxy that is not the kept one says nothing of that. */
function isAsKept({ type, host, port, username, password }: ProxyTrialWish): boolean {
  return [type, host, port, username, password].every((given) => given === undefined);
}

function addressOf(wish: ProxyTrialWish, kept: ProxyAddress | undefined): ProxyAddress {
  const { type = kept?.type, host = kept?.host, port = kept?.port, username = kept?.username } = wish;
  if (type === undefined || host === undefined || port === undefined) {
    const errors = Object.entries({ type, host, port })
      .filter(([, value]) => value === undefined)
      .map(([name]) => ({ field: `body.${name}`, message: { zh: '必填', en: 'is required' } }));
    throw new AppError('VALIDATION', { errors });
  }
  const proxy: ProxyAddress = {
    type: oneOfField('body.type', type, PROXY_TYPES),
    host,
    port,
    username: username ?? '',
    // A password goes to the host that it was kept for, and to no other that somebody names.
    password: wish.password
      ? new Secret(wish.password)
      : isSameHost(wish, kept)
        ? (kept?.password ?? null)
        : null,
  };
  if (URL.canParse(proxyUrl(proxy).reveal())) return proxy;
  throw invalidField('body.host', {
    zh: '应为主机名或 IP 地址',
    en: 'must be the name or the address of a host',
  });
}

function isSameHost({ host, port }: ProxyTrialWish, kept: ProxyAddress | undefined): boolean {
  return (host ?? kept?.host) === kept?.host && (port ?? kept?.port) === kept?.port;
}
