import { randomUUID } from 'node:crypto';
import { type BookingModel, isAlive, MINUTE } from './bookingModel';
import { admin, attempt, type Judged, NOTHING_TO_DO } from './modelAttempt';
import type { CommandTo } from './modelCommands';
import type { World } from './world';

interface Side {
  world: World;
  model: BookingModel;
}

/** Schedules a window, and keeps or cancels what is in its way. */
export async function maintain(
  one: CommandTo<'maintain'>,
  { world, model, start, end }: Side & { start: number; end: number },
): Promise<Judged> {
  const resource = (await world.inventory.latest()).resourceByRef(
    `resource:default/${one.name}`,
  )!;
  const { actual, result } = await attempt(() =>
    world.maintenance.create(
      { resourceId: resource.id, from: start, until: end, title: 'New disks' },
      async () =>
        ({ booking }) => ({
          decision:
            one.cancels && booking.status !== 'active' ? 'cancel' : 'keep',
        }),
      admin,
    ),
  );
  const possible =
    start >= model.now - 5 * MINUTE && end > start && end > model.now;
  if (!possible) {
    return { expected: 'input', actual };
  }
  for (const booking of inTheWay(model, one.name, start, end)) {
    if (one.cancels && booking.status !== 'active') {
      model.end(booking, 'cancel');
    } else {
      booking.events.push('booking.affected');
    }
  }
  model.windows.push({
    id: result?.window.id ?? randomUUID(),
    ...{ name: one.name, from: start, until: end, over: false },
  });
  return { expected: 'ok', actual };
}

/** Those that hold the resource, a part of it, or what it is part of. */
function inTheWay(
  model: BookingModel,
  name: string,
  start: number,
  end: number,
) {
  return [...model.bookings.values()].filter(
    booking =>
      isAlive(booking) &&
      booking.holds.some(
        hold =>
          (model.isBelow(hold.name, name) || model.isBelow(name, hold.name)) &&
          hold.from < end &&
          start < hold.until,
      ),
  );
}

/** Calls a window off, or ends it early. */
export async function finishMaintenance(
  one: CommandTo<'finish'>,
  { world, model }: Side,
): Promise<Judged> {
  const window = model.windows.at(
    -1 - (one.nth % Math.max(1, model.windows.length)),
  );
  if (!window) {
    return NOTHING_TO_DO;
  }
  const { actual } = await attempt(() =>
    world.maintenance.finish(window.id, one.how, admin),
  );
  const begun = window.from <= model.now;
  if (window.over || begun !== (one.how === 'end')) {
    return { expected: 'conflict', actual };
  }
  window.over = true;
  return { expected: 'ok', actual };
}

/** Those whose time is past are over. */
export function endWindows({ windows, now }: BookingModel): void {
  for (const window of windows.filter(({ until }) => until <= now)) {
    window.over = true;
  }
}
