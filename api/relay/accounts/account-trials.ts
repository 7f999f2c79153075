import { isPassing } from '../../../domain/db/faults';
import { AppError, invalidField } from '../../../domain/errors';
import type { AccountReports } from '../../../domain/gateway/accounts/account-reports';
import type { AccountStanding } from '../../../domain/gateway/accounts/account-standing';
import type { AccountTokens } from '../../../domain/gateway/accounts/account-tokens';
import type { AccountConnection, Accounts } from '../../../domain/gateway/accounts/accounts';
import type { GatewayCatalog } from '../../../domain/gateway/catalog';
import type { ChannelHealth } from '../../model-calls/channel-health';
import type { TryChannel } from '../../model-calls/channel-trial';

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

export function createAccountTrials({
  accounts,
  standing,
  reports,
  tokens,
  tryChannel,
  catalog,
  health,
}: {
  readonly accounts: Pick<Accounts, 'get' | 'connection'>;
  readonly standing: Pick<AccountStanding, 'forgetRefusals'>;
  readonly reports: AccountReports;
  readonly tokens: AccountTokens | undefined;
  readonly tryChannel: TryChannel;
  readonly catalog: GatewayCatalog;
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

  function forgive(id: number): void {
    health.worked(String(id));
  }

  return {
    forgive,

    async test(id, wanted) {
      const connection = await accounts.connection(id);
      const { model, upstreamModel } = await modelOf(connection, wanted);
      try {
        const trial = await tryChannel(connection.channel, upstreamModel);
        if (trial.error === undefined) await standing.forgetRefusals(id);
        return { success: trial.error === undefined, model, ...trial };
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
        if (isPassing(cause)) throw cause;
        throw new AppError('UPSTREAM_FAILED', undefined, { cause });
      }
    },
  };
}
