import type { GatewayHandler } from '../operation';
import { groupDto } from './group-dto';

export const listGroups: GatewayHandler<'listGroups'> = async (_, { groups }) =>
  (await groups.list()).map(groupDto);
