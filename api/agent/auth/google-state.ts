/** The purpose of the one-time tokens that Google sends back as `state`. */
export const GOOGLE_STATE = 'google_state';

/** How long somebody may take at Google. */
export const GOOGLE_STATE_SECONDS = 600;
