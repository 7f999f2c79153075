import { FRAME } from './format';

/**
 * Arguments that turn raw RGBA pictures on standard input into one scene. Every scene has the same parameters, so that
 * they can be joined without encoding again, and says in which colours it is: BT.709, as players expect of this size.
 */
export function sceneArguments(destination: string): string[] {
  const { width, height, rate } = FRAME;
  return [
    ...['-f', 'rawvideo', '-pix_fmt', 'rgba', '-video_size', `${width}x${height}`, '-framerate', `${rate}`],
    ...['-i', 'pipe:0', '-an', '-vf', 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-profile:v', 'high', '-level', '4.0'],
    ...['-g', `${2 * rate}`, '-bf', '0', '-threads', '2', '-rc-lookahead', '20'],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
    ...['-video_track_timescale', '12800', '-fflags', '+bitexact', '-f', 'mp4', destination],
  ];
}

/**
 * Arguments that join the scenes of a list file, with a silent sound track: some players and platforms refuse a video
 * without one. Its index comes first (faststart), so that it plays while it loads.
 */
export function joinArguments(list: string, seconds: number, destination: string): string[] {
  return [
    ...['-f', 'concat', '-safe', '1', '-i', list],
    ...['-f', 'lavfi', '-t', seconds.toFixed(3), '-i', 'anullsrc=channel_layout=stereo:sample_rate=44100'],
    ...['-map', '0:v', '-map', '1:a', '-c:v', 'copy', '-c:a', 'aac', '-b:a', '48k'],
    ...['-movflags', '+faststart', '-fflags', '+bitexact', '-f', 'mp4', destination],
  ];
}
