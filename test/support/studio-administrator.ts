import { QueryTypes } from 'sequelize';
import type { TestPlatform, TestUser } from './platform';

/** Somebody who runs the platform, signed in to the studio. */
export async function newAdministrator(platform: TestPlatform): Promise<TestUser> {
  const user = await platform.signUp();
  await platform.db.query("UPDATE users SET role = 'admin' WHERE id = ?", {
    replacements: [user.id],
    type: QueryTypes.UPDATE,
  });
  return user;
}
