export interface VideoOrder {
  readonly script: string;
  /** In seconds, 1 to 600; the video's length is this to a frame. */
  readonly duration: number;
}

export interface RenderOptions {
  readonly signal: AbortSignal;
  /** Called when another scene is on the disk: how many are, of how many, and the words of that scene. */
  readonly onScene: (done: number, total: number, caption: string) => void;
}

export interface VideoRenderer {
  /**
   * Renders the script as an H.264 MP4 and answers with its path in `workFolder`. A render that was interrupted
   * goes on from its last finished scene when it is run again with the same order and folder.
   * @throws AppError GENERATION_FAILED or STORAGE_FULL; the signal's reason when aborted, with no process left behind.
   */
  render(order: VideoOrder, workFolder: string, options: RenderOptions): Promise<string>;
}
