import type { GatewayHandler } from '../operation';
import { callName } from './call-name';
import { explanationDto } from './explanation-dto';

export const explainCall: GatewayHandler<'explainCall'> = async (
  { params: { id }, language },
  { callLog, callBodies },
) => {
  const explanation = await callLog.explain(callName(id));
  const bodies = await callBodies.read(explanation.call.id);
  return { ...explanationDto(explanation, 'administrator', language), bodies };
};
