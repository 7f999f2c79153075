import type { GatewayHandler } from '../operation';
import { callName } from './call-name';
import { explanationDto } from './explanation-dto';

export const explainCall: GatewayHandler<'explainCall'> = async ({ params: { id } }, { callLog }) =>
  explanationDto(await callLog.explain(callName(id)), 'administrator');
