import { open, readFile } from 'node:fs/promises';

const HOUR_MS = 60 * 60 * 1000;

/**
 * One line per resource. An early end has moved the booking's end, so that the
 * time from start to end is the time that was used, without setup and teardown.
 */
export function linesFor({ timestamp, data: { booking, resources } }) {
  const hours =
    Math.max(0, Date.parse(booking.end) - Date.parse(booking.start)) / HOUR_MS;
  return resources.map(({ entityRef, siteRef, type }) => {
    const units = booking.units?.[entityRef] ?? 1;
    return {
      bookingId: booking.id,
      owner: booking.owner,
      project: booking.project,
      resource: entityRef,
      site: siteRef,
      type,
      start: booking.start,
      end: booking.end,
      units,
      resourceHours: Math.round(hours * units * 10_000) / 10_000,
      billedAt: timestamp,
    };
  });
}

/** What is billed once. */
export function keyOf({ bookingId, resource }) {
  return `${bookingId} ${resource}`;
}

/**
 * The keys of all lines. The ledger itself is what is asked, so that a
 * process that dies after the append and before its state is written does not
 * bill twice. A last line that was cut off is no line.
 */
export async function billedIn(file) {
  const text = await readFile(file, 'utf8').catch(error => {
    if (error.code === 'ENOENT') {
      return '';
    }
    throw error;
  });
  const keys = text.split('\n').flatMap(line => {
    try {
      return [keyOf(JSON.parse(line))];
    } catch {
      return [];
    }
  });
  return new Set(keys);
}

/** On the disk when this answers. */
export async function appendLines(file, lines) {
  const handle = await open(file, 'a+', 0o600);
  try {
    const text = lines.map(line => `${JSON.stringify(line)}\n`).join('');
    await handle.appendFile(`${await breakAfterCutLine(handle)}${text}`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function breakAfterCutLine(handle) {
  const { size } = await handle.stat();
  if (size === 0) {
    return '';
  }
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() === '\n' ? '' : '\n';
}
