import type { GatewayModelWish } from '../../../domain/gateway/models';
import type { GatewayRequest } from '../operation';
import { present } from '../../router/present';

/** A model with the prices that the body names, and no others. */
export function modelConfigWish(body: GatewayRequest<'createModelConfig'>['body']): GatewayModelWish {
  const { model_name: name, description, provider, enabled, quota_type: quotaType = 0 } = body;
  return {
    ...present({
      description,
      provider,
      providerName: body.provider_name,
      providerIconUrl: body.provider_icon_url,
      maxOutputTokens: body.max_output_tokens,
      enabled,
    }),
    name,
    prices: { quotaType, sheet: body },
  };
}
