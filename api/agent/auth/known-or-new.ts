import { isAppError } from '../../../domain/errors';
import type { Place } from '../../../domain/identity/place';
import type { User } from '../../../domain/identity/user';
import type { Call } from '../../router/call';
import type { AgentDependencies } from '../dependencies';

/** An address or number that the caller has proven to be theirs. */
export type Contact = { readonly email: string } | { readonly phone: string };

/** The user of a proven address or number; somebody who is not known becomes one. */
export async function knownOrNew(
  contact: Contact,
  { place }: Pick<Call, 'place'>,
  deps: AgentDependencies,
): Promise<User> {
  const known = await find(contact, place, deps);
  if (known) return known;
  const made = await deps.users
    .register('email' in contact ? { ...contact, emailVerified: true } : contact)
    .catch((error: unknown) => {
      if (isAppError(error, 'ALREADY_EXISTS')) return undefined;
      throw error;
    });
  if (made) {
    const userId = made.user.id;
    await deps.identityEvents.record({ userId, action: 'registered', place });
    return made.user;
  }
  // Somebody registered it between the two.
  const other = await find(contact, place, deps);
  if (!other) throw new Error('a contact is taken, and nobody has it');
  return other;
}

/** An address that the account only claimed is proven now, which may change the account: see `Emails`. */
async function find(
  contact: Contact,
  place: Place,
  { users, emails }: AgentDependencies,
): Promise<User | undefined> {
  if ('phone' in contact) return users.findByPhone(contact.phone);
  const user = await users.findByEmail(contact.email);
  if (user?.status !== 'active' || user.emailVerifiedAt !== null) return user;
  await emails.accept(user.id, contact.email, place);
  return users.find(user.id);
}
