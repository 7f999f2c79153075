import type { GatewayHandler } from '../operation';
import { groupDto } from './group-dto';

export const updateGroup: GatewayHandler<'updateGroup'> = async ({ params: { id }, body }, { groups }) =>
  groupDto(await groups.update(id, body));
