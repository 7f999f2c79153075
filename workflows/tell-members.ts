import { proxyActivities } from '@temporalio/workflow';
import type { MembershipActivities, NoticeReport } from '../activities/membership';
import { MAINTENANCE } from './policies';

const activities = proxyActivities<MembershipActivities>({
  ...MAINTENANCE,
  summary: 'Tell members of the ends of their memberships',
});

/** Every hour: members learn that their membership will end, and that it has. It ends by itself, to the second. */
export async function tellMembers(): Promise<NoticeReport> {
  return activities.tellMembers();
}
