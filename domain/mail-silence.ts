/** Why a message is not known to be sent: the server may have had all of it, and did not say that it took it. */
export class MailSilence extends Error {}
