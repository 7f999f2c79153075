import type { Pictures } from '../../domain/identity/pictures';
import { digitPicture } from './digit-picture';
import { squarePicture } from './square-picture';

/** Draws in this process, with Skia (`@napi-rs/canvas`), which is loaded when the first picture is asked for. */
export const canvasPictures: Pictures = { square: squarePicture, digits: digitPicture };
