import { invalidField } from '../../../domain/errors';
import type { UserGroup } from '../../../domain/gateway/user-groups';
import { momentOf } from '../../router/amounts';
import type { GatewayDependencies } from '../dependencies';
import type { GatewayRequest } from '../operation';

type Body = GatewayRequest<'updateUser'>['body'];

/** The groups that a body puts a user into. AppError VALIDATION for a body that is not one wish. */
export async function groupsWish(
  { group_id: groupId, groups }: Body,
  deps: Pick<GatewayDependencies, 'groups' | 'clock'>,
): Promise<UserGroup[]> {
  if ((groupId === undefined) === (groups === undefined)) {
    throw invalidField('body.group_id', {
      zh: '与 groups 须且只能给出一个',
      en: 'or groups is required, and not both',
    });
  }
  const everybodys = (await deps.groups.list()).find(({ builtIn }) => builtIn)?.id;
  if (groupId !== undefined) return groupId === everybodys ? [] : [{ groupId, expiresAt: null }];
  const now = deps.clock.now();
  return (groups ?? []).map(({ group_id: id, expires_at: until }, index) => {
    if (id === everybodys) {
      throw invalidField(`body.groups[${index}].group_id`, {
        zh: '是内置分组，不在其他分组的用户都属于它，无需指定',
        en: 'names the group of everybody who is in no other: leave it out',
      });
    }
    return { groupId: id, expiresAt: until ? futureMoment(`groups[${index}].expires_at`, until, now) : null };
  });
}

function futureMoment(field: string, text: string, now: Date): Date {
  const moment = momentOf(field, text);
  if (moment > now) return moment;
  throw invalidField(`body.${field}`, { zh: '须为将来的时间', en: 'must be in the future' });
}
