import { formatCredits } from '../credits';
import { dateTime } from '../db/columns';
import { invalidField } from '../errors';
import { creditsField, nameField, textField } from '../fields';
import type { ActivityConfig, ActivityType } from './activity';

/** What an operator says of a new activity. */
export interface ActivityWish {
  readonly name: string;
  readonly type: ActivityType;
  readonly description: string;
  readonly config: {
    readonly credits?: number | undefined;
    /** Percent. */
    readonly discount?: number | undefined;
    readonly trigger?: 'registration' | 'participation' | undefined;
  };
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Any number unless given. */
  readonly maxParticipants?: number | null | undefined;
}

/** The columns of a new activity. AppError VALIDATION. */
export function activityColumns(wish: ActivityWish) {
  const { type, startsAt, endsAt, maxParticipants } = wish;
  expectWindow(startsAt, endsAt);
  return {
    name: nameField('body.name', wish.name),
    type,
    description: descriptionField(wish.description),
    config: JSON.stringify(configOf(type, wish.config)),
    starts_at: dateTime(startsAt),
    ends_at: dateTime(endsAt),
    max_participants: maxParticipants ?? null,
  };
}

/** AppError VALIDATION for one that is too long. */
export function descriptionField(description: string): string {
  return textField('body.description', description, 1000);
}

/** AppError VALIDATION for an end that is not after the start. */
export function expectWindow(startsAt: Date, endsAt: Date): void {
  if (endsAt > startsAt) return;
  throw invalidField('body.end_time', { zh: '应晚于 start_time', en: 'must be after start_time' });
}

/** What an activity of this type needs to be told, and nothing else. */
function configOf(type: ActivityType, config: ActivityWish['config']): ActivityConfig {
  if (type === 'membership_discount') {
    const { discount = 0 } = config;
    if (discount > 0 && discount <= 100 && Number.isInteger(Math.round(discount * 1e6) / 1e4))
      return { discount };
    throw invalidField('body.config.discount', {
      zh: '应为大于 0、不超过 100、最多两位小数的百分比',
      en: 'must be a percentage of more than 0 and at most 100, with at most two decimals',
    });
  }
  const gift = giftOf(config.credits ?? 0);
  return type === 'credit_gift'
    ? { credits: gift, trigger: config.trigger ?? 'participation' }
    : { credits: gift };
}

function giftOf(amount: number): string {
  const field = 'body.config.credits';
  const units = creditsField(field, amount);
  if (units > 0n) return formatCredits(units);
  throw invalidField(field, { zh: '应大于 0', en: 'must be more than 0' });
}
