import type { GatewayHandler } from '../operation';
import { callName } from './call-name';
import { explanationDto } from './explanation-dto';

export const explainOwnCall: GatewayHandler<'explainOwnCall'> = async (
  { params: { id }, user: { userId }, language },
  { callLog },
) => ({ ...explanationDto(await callLog.explain(callName(id), userId), 'owner', language), bodies: null });
