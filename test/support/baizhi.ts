import type { OAuthProvider } from '../../domain/identity/oauth';
import { createBaizhi } from '../../providers/oauth/baizhi';
import { startBaizhiSimulator } from '../../simulators/oauth/baizhi';

/** Somebody with an account at Baizhi. */
export interface BaizhiPerson {
  readonly id: string;
  readonly username: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly phone?: string;
}

/** Baizhi on this machine. */
export interface TestBaizhi {
  /** Our adapter, pointed here. */
  readonly provider: OAuthProvider;
  /** Agrees at the page that `location` leads to: answers the address that the browser is sent back to. */
  agree(location: string, person?: BaizhiPerson): string;
  stop(): Promise<void>;
}

/** Who comes to the page, unless a test says otherwise. */
const VISITOR: BaizhiPerson = { id: 'visitor', username: 'visitor' };
const CLIENT = { clientId: 'monkeycode-ai', clientSecret: 'a-secret-of-the-tests' };

export async function startBaizhi(): Promise<TestBaizhi> {
  const simulator = await startBaizhiSimulator(CLIENT, asPerson(VISITOR));
  const { authorizeUrl, tokenUrl, userinfoUrl } = simulator;
  return {
    provider: createBaizhi({ authorizeUrl, tokenUrl, userinfoUrl, ...CLIENT }),
    agree: (location, person = VISITOR) => simulator.approve(location, asPerson(person)),
    stop: () => simulator.close(),
  };
}

function asPerson({ id, username, email, email_verified: emailVerified, phone }: BaizhiPerson) {
  return {
    subject: id,
    name: username,
    ...(email === undefined ? {} : { email }),
    ...(emailVerified === undefined ? {} : { emailVerified }),
    ...(phone === undefined ? {} : { phone }),
  };
}
