/** What a translation could not carry, by field, such as `seed` or `messages.image.detail`. */
export class Losses {
  private readonly fields = new Set<string>();

  add(field: string): void {
    this.fields.add(field);
  }

  get all(): readonly string[] {
    return [...this.fields];
  }
}
