/** What buyers choose from, in our own names; an adapter translates its provider's. */
export type PaymentMethod = 'alipay' | 'wechat';

/** The providers that this platform speaks to. */
export type PaymentProviderName = 'epay';

/** What a provider is told of an order. */
export interface PayableOrder {
  readonly orderNo: string;
  /** Integer fen. */
  readonly amountFen: number;
  readonly paymentMethod: PaymentMethod;
  /** One line that the buyer reads at the cashier. */
  readonly title: string;
}

/** What an authenticated source says about a payment. Whether it fits the order is for the order to judge. */
export interface PaymentEvidence {
  readonly provider: PaymentProviderName;
  /** A PaymentMethod, or the provider's own name where we have none. Null: the answer to a query left it out. */
  readonly channel: string | null;
  readonly orderNo: string;
  /** The provider's number of the payment: at most 64 ASCII characters. */
  readonly tradeNo: string;
  /** Integer fen. */
  readonly amountFen: number;
  /** Who said it: the provider's notify, its answer to our query, or a signed callback. */
  readonly source: 'notify' | 'query' | 'callback';
  /** A mismatch that only the adapter can see: the payment went to another merchant than ours. */
  readonly problem?: 'wrong_merchant';
}

export type PaymentState =
  { readonly state: 'paid'; readonly evidence: PaymentEvidence } | { readonly state: 'pending' | 'absent' };

/** What a provider is asked to give back: all of what was paid. */
export interface RefundRequest {
  readonly orderNo: string;
  /** Integer fen. */
  readonly amountFen: number;
  /** Whether it may have been asked before, with its answer lost. */
  readonly mayBeDone: boolean;
}

/** `why`: one line for an operator. */
export type RefundAnswer =
  { readonly isRefunded: true } | { readonly isRefunded: false; readonly why: string };

/** A way to be paid. No method credits anything, and none may be called inside a transaction. */
export interface PaymentProvider {
  readonly name: PaymentProviderName;
  /** Where the buyer pays the order: a link to open with GET. Calls nobody. */
  paymentUrl(order: PayableOrder): string;
  /**
   * Authenticates a notify from its raw query or form body. AppError VALIDATION: parameters are repeated,
   * missing or malformed; SIGNATURE_INVALID: it is not the provider's; PAYMENT_FAILED: it tells of no payment.
   */
  verifyNotify(rawParams: string): PaymentEvidence;
  /** Asks the provider. AppError UNAVAILABLE when it does not answer, or not in a way that can be trusted. */
  query(orderNo: string): Promise<PaymentState>;
  /**
   * Gives the money of an order back. AppError UNAVAILABLE when it does not answer, or not in a way that can be
   * trusted: whether it did is then open, and the same call again, with `mayBeDone`, will tell.
   */
  refund(request: RefundRequest): Promise<RefundAnswer>;
}
