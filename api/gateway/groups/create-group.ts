import type { GatewayHandler } from '../operation';
import { groupDto } from './group-dto';

export const createGroup: GatewayHandler<'createGroup'> = async ({ body }, { groups }) =>
  groupDto(await groups.create(body));
