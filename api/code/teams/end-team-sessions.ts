import { deviceHash, type Device } from '../../../domain/identity/device';
import type { CodeDependencies } from '../dependencies';

/**
 * Ends the sessions for teams that the user began on a device: a browser keeps one, and none after signing out.
 * What it began under another address stands until it ends by itself, or on the page of sessions.
 */
export async function endTeamSessions(
  userId: number,
  place: Device,
  { sessions }: Pick<CodeDependencies, 'sessions'>,
): Promise<void> {
  const here = deviceHash(place);
  for (const session of await sessions.list(userId)) {
    const isHere = session.surface === 'code' && session.deviceHash.equals(here);
    if (isHere && session.teamId !== null) await sessions.end(userId, session.id, 'logout');
  }
}
