import { createBodyRoom } from '../../api/model-calls/body-room';

/** How much is read at once. */

test('there is room for so much, of one user and of all, and what is given back can be taken again', () => {
  const room = createBodyRoom({ all: 10, each: 6 });
  const [ada, adasOther, bob] = [room.enter(1), room.enter(1), room.enter(2)];
  expect([ada.grow(4), adasOther.grow(2), adasOther.grow(1)]).toEqual([true, true, false]);
  expect([bob.grow(4), bob.grow(1)]).toEqual([true, false]);
  ada.leave();
  expect([bob.grow(2), bob.grow(1), adasOther.grow(2)]).toEqual([true, false, true]);
  ada.leave();
  expect(adasOther.grow(1)).toBe(false);
});
