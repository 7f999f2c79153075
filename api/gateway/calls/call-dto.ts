import { formatCredits } from '../../../domain/credits';
import type { CallStatus } from '../../../domain/gateway/call';
import type { CallRecord } from '../../../domain/gateway/call-records';
import { formatDecimal } from '../../../domain/decimal';
import { safeMessage } from '../../model-calls/failures';
import type { Language } from '../../router/language';

/** Who reads of a call: what upstreams said when they failed is for operators. */
export type Reader = 'owner' | 'administrator';

const STATUS: Readonly<Record<CallStatus, 0 | 1 | 2 | 3 | 4>> = {
  succeeded: 0,
  failed: 1,
  aborted: 2,
  abandoned: 3,
  refused: 4,
};

/** A row of the log of calls. */
export function callDto(call: CallRecord, reader: Reader, language: Language) {
  const { usage, multipliers } = call;
  return {
    id: call.number,
    call_id: call.id,
    user_id: call.userId,
    api_key_id: call.keyId,
    user_channel_id: call.userChannelId,
    channel_id: call.channelId,
    model_name: call.model,
    model_config_id: call.modelId,
    surface: call.surface,
    protocol: call.protocolIn,
    upstream_protocol: call.protocolOut,
    upstream_model_name: call.upstreamModel,
    ip: call.ip,
    user_agent: call.userAgent,
    input_tokens: usage.input,
    output_tokens: usage.output,
    cached_input_tokens: usage.cacheRead,
    cache_write_input_tokens: usage.cacheWrite5m,
    cache_write_1h_input_tokens: usage.cacheWrite1h,
    image_input_tokens: usage.imageInput,
    image_output_tokens: usage.imageOutput,
    audio_input_tokens: usage.audioInput,
    audio_output_tokens: usage.audioOutput,
    reasoning_tokens: usage.reasoning,
    usage_source: call.usageSource,
    base_cost: formatCredits(call.baseCost),
    cost: formatCredits(call.cost),
    shortfall: formatCredits(call.shortfall),
    user_package_id: call.package?.id ?? null,
    price_version: call.priceVersion,
    group_multiplier: multipliers && formatDecimal(multipliers.group),
    user_channel_multiplier: multipliers && formatDecimal(multipliers.userChannel),
    is_stream: call.streamed,
    response_time_ms: call.durationMs,
    first_response_time_ms: call.firstByteMs,
    status: STATUS[call.status],
    state: call.status,
    error_code: call.error?.code ?? null,
    error_message:
      call.error && (reader === 'administrator' ? call.error.message : safeMessage(call.error, language)),
    losses: [...call.losses],
    created_at: call.createdAt.toISOString(),
  };
}
