/**
 * An e-mail address as it is kept and looked up: without spaces around it, its ASCII letters in lower case. Other
 * letters stay as they are: the lower case of some is an ASCII letter (that of the Kelvin sign is `k`), and then
 * one address would turn into another person's.
 */
export function emailAddress(text: string): string {
  return text.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** A phone number as it is kept and looked up: a mainland one as its eleven digits, however it was written. */
export function phoneNumber(text: string): string {
  return text.replace(/[\s-]/g, '').replace(/^(?:\+|00)86(?=1\d{10}$)/, '');
}
