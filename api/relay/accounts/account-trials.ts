import { AppError, invalidField } from '../../domain/errors';
import type { AccountReports } from '../../domain/gateway/accounts/account-reports';
import type { AccountStanding } from '../../domain/gateway/accounts/account-standing';
import type { AccountTokens } from '../../domain/gateway/accounts/account-tokens';
import type { AccountConnection, Accounts } from '../../domain/gateway/accounts/accounts';
import type { GatewayCatalog } from '../../domain/gateway/catalog';
import type { ModelRequest } from '../../providers/llm/exchange/request';
import type { Upstreams } from '../../providers/llm/upstream/ask';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';
import type { AccountUse, Equipped } from './account-use';
import type { ChannelHealth } from './channel-health';
import { restAfter } from './failures';
import { doorOf } from './upstreams-of';

export interface TrialResult {
  readonly success: boolean;
  readonly model: string;
  readonly latencyMs: number;
  /** What went wrong, without secrets. */
  readonly error?: string;
}

/** What operators try accounts by. Nobody is charged for it. */
export interface AccountTrials {
  /**
   * Asks the account's upstream for a word, through its proxy, whether or not it is in service. What it answers counts
   * as a call's answer does; one that works has nothing held against it any more, unless somebody wants it out of
   * service. AppErrors NOT_FOUND, and VALIDATION for a model that the account does not serve.
   */
  test(id: number, model: string | undefined): Promise<TrialResult>;
  /** Brings an account's next token. AppErrors NOT_FOUND, ACCOUNT_OAUTH_OFF, VALIDATION for one with a key, UPSTREAM_FAILED. */
  refresh(id: number): Promise<void>;
  /** Forgets what calls hold against it, besides what is written down. */
  forgive(id: number): void;
}

const TIMEOUT_MS = 30_000;

export function createAccountTrials({
  accounts,
  standing,
  reports,
  tokens,
  use,
  catalog,
  upstreams,
  health,
}: {
  readonly accounts: Pick<Accounts, 'get' | 'connection'>;
  readonly standing: Pick<AccountStanding, 'forgetRefusals'>;
  readonly reports: AccountReports;
  readonly tokens: AccountTokens | undefined;
  readonly use: AccountUse;
  readonly catalog: GatewayCatalog;
  readonly upstreams: Pick<Upstreams, 'events'>;
  readonly health: ChannelHealth;
}): AccountTrials {
  async function modelOf({ nameAt }: AccountConnection, wanted: string | undefined) {
    const { models } = await catalog.snapshot();
    const asked = wanted === undefined ? [...models.values()] : [models.get(wanted)];
    for (const model of asked) {
      const upstreamModel = model && nameAt(model);
      if (model && upstreamModel !== undefined) return { model: model.name, upstreamModel };
    }
    throw invalidField('body.model', {
      zh: '该账户不提供此模型',
      en: 'is no model that this account serves',
    });
  }

  async function oneWord({ upstream }: Equipped): Promise<void> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    for await (const event of upstreams.events(upstream, question(upstream.model), signal)) {
      if (event.type === 'end') return;
    }
  }

  function forgive(id: number): void {
    health.worked(String(id));
  }

  return {
    forgive,

    async test(id, wanted) {
      const connection = await accounts.connection(id);
      const { channel } = connection;
      const { model, upstreamModel } = await modelOf(connection, wanted);
      const from = performance.now();
      const latencyMs = () => Math.round(performance.now() - from);
      let equipped: Equipped | undefined;
      try {
        equipped = await use.equip(channel, doorOf({ channel, upstreamModel }, health, 0).upstream);
        await oneWord(equipped);
        use.worked(channel);
        forgive(id);
        await standing.forgetRefusals(id);
        return { success: true, model, latencyMs: latencyMs() };
      } catch (error) {
        const failure = failureOf(error);
        use.failed(channel, equipped, failure, restAfter(failure) ?? 0);
        return { success: false, model, latencyMs: latencyMs(), error: failure.message };
      } finally {
        await reports.flush();
      }
    },

    async refresh(id) {
      const { authType } = await accounts.get(id);
      if (authType !== 'oauth') {
        throw invalidField('params.id', {
          zh: '该账户使用密钥，无需刷新',
          en: 'has a key, which nothing refreshes',
        });
      }
      if (!tokens) throw new AppError('ACCOUNT_OAUTH_OFF');
      try {
        await tokens.renew(id);
        forgive(id);
      } catch (cause) {
        throw new AppError('UPSTREAM_FAILED', undefined, { cause });
      }
    },
  };
}

function failureOf(error: unknown): UpstreamFailure {
  if (error instanceof UpstreamFailure) return error;
  const isTimeout = error instanceof Error && error.name === 'TimeoutError';
  if (!isTimeout) throw error;
  return new UpstreamFailure('The upstream was silent for too long', { retryable: true, timedOut: true });
}

function question(model: string): ModelRequest {
  return {
    model,
    stream: false,
    system: [],
    messages: [{ role: 'user', parts: [{ type: 'text', text: 'Say OK.' }] }],
    tools: [],
    maxOutputTokens: 16,
  };
}
