import type { SmsSender } from '../../domain/sms';
import type { LocalMailbox } from '../mail/local-mailbox';

/** A phone for machines that send no messages: what it is sent lies in the local mailbox. */
export function createLocalPhone(mailbox: Pick<LocalMailbox, 'keep'>): SmsSender {
  return {
    sendCode: (phone, code) =>
      mailbox.keep({ channel: 'sms', to: phone, subject: '短信验证码', text: `您的验证码是 ${code}。` }),
  };
}
