import type { Device } from './device';

/** Where on the platform, and from which device, somebody does something. */
export interface Place extends Device {
  readonly surface: string;
}
