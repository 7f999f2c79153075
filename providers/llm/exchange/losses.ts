/** Names of fields as protocols have them, which fit into a header: others are a caller's own. */
const NAME = /^[\w.[\] -]{1,64}$/;
const MOST_NAMES = 32;

/**
 * What a translation could not carry, by field, such as `seed` or `messages.image.detail`. Of what a caller made up
 * only so much is kept that it can be told in a header and written down.
 */
export class Losses {
  private readonly fields = new Set<string>();
  private others = 0;

  add(field: string): void {
    if (this.fields.has(field)) return;
    if (this.fields.size < MOST_NAMES && NAME.test(field)) this.fields.add(field);
    else this.others += 1;
  }

  /** At most 32 names of at most 64 characters of ASCII, and how many others there are: `other: 3`. */
  get all(): readonly string[] {
    return this.others === 0 ? [...this.fields] : [...this.fields, `other: ${this.others}`];
  }
}
