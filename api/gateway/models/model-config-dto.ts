import { isPriced } from '../../../domain/gateway/prices';
import type { GatewayModel } from '../../../domain/gateway/models';
import { pricesDto, videoPricesDto } from './price-dto';

/** A model as operators see it. */
export function modelConfigDto({ price, createdAt, updatedAt, ...model }: GatewayModel) {
  return {
    id: model.id,
    model_name: model.name,
    description: model.description,
    provider: model.provider,
    provider_name: model.providerName,
    provider_icon_url: model.providerIconUrl,
    quota_type: price.quotaType,
    ...pricesDto(price),
    video_billing_config: videoPricesDto(price),
    price_version: model.priceVersion,
    max_output_tokens: model.maxOutputTokens,
    is_demo: model.isDemo,
    priced: isPriced(price),
    enabled: model.enabled,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}
