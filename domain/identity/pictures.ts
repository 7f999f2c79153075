/** Draws the pictures that identity needs. */
export interface Pictures {
  /**
   * A square PNG made of the middle of a PNG, JPEG or WebP file: drawn anew, so that nothing else of the file is
   * left (scripts, places, comments). AppError VALIDATION on `body.file` for what is no such file, cannot be decoded
   * or has a side of more than 4096 pixels.
   */
  square(file: Buffer): Promise<Buffer>;
  /** A PNG that shows these digits so that people read them, and programs not at a glance. */
  digits(digits: string): Promise<Buffer>;
}
