import type { Activity, Participation } from '../../../domain/campaigns/activity';
import { creditsToNumber } from '../../../domain/credits';
import { localTime } from '../time';

export function activityDto(activity: Activity) {
  const { credits, ...config } = activity.config;
  return {
    id: activity.id,
    name: activity.name,
    type: activity.type,
    description: activity.description,
    config: { ...(credits !== undefined && { credits: Number(credits) }), ...config },
    status: activity.status,
    start_time: localTime(activity.startsAt),
    end_time: localTime(activity.endsAt),
    max_participants: activity.maxParticipants,
    current_participants: activity.participants,
    created_at: localTime(activity.createdAt),
  };
}

export function participationDto({ id, activityId, userId, reward, createdAt }: Participation) {
  return {
    id,
    activity_id: activityId,
    user_id: userId,
    reward_type: 'credits' as const,
    reward_amount: creditsToNumber(reward),
    reward_data: {},
    participated_at: localTime(createdAt),
  };
}
