/** Sends codes to phones. */
export interface SmsSender {
  /**
   * Settles once the vendor took the message. `phone` is a number of mainland China (`13800138000`), `code` its
   * digits. AppError VALIDATION for a number that the vendor does not take, RATE_LIMITED when it has sent too many
   * to this number, UNAVAILABLE for everything else. Never repeated by itself: a message whose answer was lost may
   * have been sent.
   */
  sendCode(phone: string, code: string): Promise<void>;
}
