import { QueryTypes } from 'sequelize';
import { createAccountReports, type Verdict } from '../../domain/gateway/accounts/account-reports';
import { createAccountStanding, type AccountStanding } from '../../domain/gateway/accounts/account-standing';
import { gatewayDomain, type GatewayDomain } from '../support/gateway-domain';
import { refusal } from '../support/refusal';

/** An account that is found to work is held nothing against that upstreams said; an operator's word stays. */

const HOUR = 3_600_000;

let gateway: GatewayDomain;
let standing: AccountStanding;
let userChannelId: number;
beforeAll(async () => {
  gateway = await gatewayDomain();
  standing = createAccountStanding(gateway);
  userChannelId = (await gateway.userChannels.create({ name: 'accounts' })).id;
});
afterAll(() => gateway.close());

let made = 0;
async function newAccount(): Promise<number> {
  const { id } = await gateway.channels.create({ name: `account ${++made}`, userChannelId });
  await gateway.db.query(
    `INSERT INTO upstream_accounts (id, platform, type, auth_type, credentials_sealed, model_mapping, allowed_models)
     VALUES (?, 'claude', 'claude-console', 'api_key', 'sealed', '{}', '[]')`,
    { replacements: [id], type: QueryTypes.INSERT },
  );
  return id;
}

async function rowOf(id: number): Promise<object> {
  const [row] = await gateway.select(
    `SELECT status, status_until, last_error, rate_limited_until, overloaded_until, unavailable_reason
     FROM upstream_accounts WHERE id = ?`,
    [id],
  );
  return { ...row };
}

const NOTHING = {
  status: 'valid',
  status_until: null,
  last_error: null,
  rate_limited_until: null,
  overloaded_until: null,
  unavailable_reason: null,
};

/** What upstreams say of an account, one after the other. */
async function say(accountId: number, ...verdicts: readonly Verdict[]): Promise<void> {
  const onFailure = (error: unknown) => expect(error).toBeUndefined();
  const reports = createAccountReports({ ...gateway, onFailure });
  for (const verdict of verdicts) {
    reports.refused({ accountId, credentialsVersion: 1, verdict, message: `says ${verdict.kind}` });
    await reports.flush();
  }
}

const inAnHour = () => new Date(gateway.clock.now().getTime() + HOUR);

test.each<Verdict['kind']>(['rate_limited', 'overloaded', 'suspended', 'unauthorized'])(
  'an upstream that said %s is forgotten, and no other account’s',
  async (kind) => {
    const [id, other] = [await newAccount(), await newAccount()];
    const verdict: Verdict = kind === 'unauthorized' ? { kind } : { kind, until: inAnHour() };
    await say(id, verdict);
    await say(other, verdict);
    const before = await rowOf(other);
    expect(await rowOf(id)).toEqual(before);
    expect(before).toMatchObject({ last_error: `says ${kind}` });
    await standing.forgetRefusals(id);
    expect(await rowOf(id)).toEqual(NOTHING);
    expect(await rowOf(other)).toEqual(before);
  },
);

test.each(['disabled', 'banned', 'suspended'])(
  'that an operator has it %s stays with its reason; what upstreams said besides goes',
  async (status) => {
    const id = await newAccount();
    await say(id, { kind: 'rate_limited', until: inAnHour() }, { kind: 'overloaded', until: inAnHour() });
    await standing.setStatus(id, status, 'the owner wants it back');
    await standing.forgetRefusals(id);
    expect(await rowOf(id)).toEqual({ ...NOTHING, status, last_error: 'the owner wants it back' });
  },
);

test('that an operator leaves it alone for a time stays', async () => {
  const id = await newAccount();
  await standing.setUnavailable(id, { reason: 'moving house', seconds: 60 });
  await say(id, { kind: 'unauthorized' });
  await standing.forgetRefusals(id);
  expect(await rowOf(id)).toEqual({ ...NOTHING, unavailable_reason: 'moving house' });
});

test('is in force everywhere within a second', async () => {
  const revision = async () => {
    const [row] = await gateway.select<{ revision: number }>('SELECT revision FROM gateway_revision');
    return row!.revision;
  };
  const id = await newAccount();
  const before = await revision();
  await standing.forgetRefusals(id);
  expect(await revision()).toBeGreaterThan(before);
});

test('an account that is not there is not found', async () => {
  expect(await refusal(standing.forgetRefusals(999_999))).toEqual({ code: 'NOT_FOUND' });
});
