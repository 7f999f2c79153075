import type { GatewayHandler } from '../operation';

export const getSetupStatus: GatewayHandler<'getSetupStatus'> = async (_call, { setup }) => ({
  required: await setup.isRequired(),
});
