import type { StudioDependencies } from '../dependencies';

/** What goes by mail, and where to: null where no address is proven, and then nothing is mailed. */
export async function mailSettings(
  ownerId: number,
  { notifications, users }: Pick<StudioDependencies, 'notifications' | 'users'>,
) {
  const [types, user] = await Promise.all([notifications.mailTypes(ownerId), users.find(ownerId)]);
  return { mail_types: types, mail_address: user?.emailVerifiedAt ? user.email : null };
}
