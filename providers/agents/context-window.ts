/**
 * How many tokens a model is taken to hold, where an agent has to be told: when a conversation comes near to it, the
 * agent makes it shorter. Most models of today hold as many; the gateway does not know.
 */
export const CONTEXT_WINDOW = 128_000;
