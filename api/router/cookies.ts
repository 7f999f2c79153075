import type { Request, Response } from 'express';
import { parseCookie } from 'cookie';
import type { Cookies } from './call';

/** The small cookies of one request and its answer. */
export function cookiesOf(req: Request, res: Response): Cookies {
  return {
    get: (name) => (req.headers.cookie === undefined ? undefined : parseCookie(req.headers.cookie)[name]),
    set(name, value, { seconds, path }) {
      const attributes = { httpOnly: true, sameSite: 'lax', secure: req.secure } as const;
      res.cookie(name, value, { ...attributes, path, maxAge: seconds * 1000 });
    },
  };
}
