/** What is used of an event of Chromium's trace. */
interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  /** The same by the thread's own clock, which stands while others have the CPU. */
  tdur?: number;
}

const FRAME = 'BeginMainThreadFrame';
const TASKS = new Set(['RunTask', 'ThreadControllerImpl::RunTask']);

/** To be traced so that {@link mainThreadPerFrame} finds what it reads. */
export const TRACE_CATEGORIES = [
  'toplevel',
  'devtools.timeline',
  'devtools.timeline.frame',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
];

/** Milliseconds. */
export interface Frame {
  /** By the thread's own clock: what the page made it do. */
  worked: number;
  /** By the clock on the wall: with what other programs made it wait. */
  took: number;
}

/**
 * How long the page's main thread was busy in each frame: all tasks from one
 * frame's beginning to the next, not only the longest.
 */
export function mainThreadPerFrame(trace: Buffer): Frame[] {
  const { traceEvents } = JSON.parse(trace.toString()) as {
    traceEvents: TraceEvent[];
  };
  const frames = traceEvents.filter(({ name }) => name === FRAME);
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const byThread = Map.groupBy(frames, threadOf);
  const [main, own] = [...byThread].reduce((a, b) =>
    b[1].length > a[1].length ? b : a,
  );
  const starts = own.map(({ ts }) => ts).sort((a, b) => a - b);
  const tasks = traceEvents
    .filter(
      event =>
        event.ph === 'X' && TASKS.has(event.name) && threadOf(event) === main,
    )
    .sort((a, b) => a.ts - b.ts);
  const spent: Frame[] = starts.slice(1).map(() => ({ worked: 0, took: 0 }));
  let frame = 0;
  let until = 0;
  for (const { ts, dur = 0, tdur = dur } of tasks) {
    // A task within a task counts once.
    if (ts < until) continue;
    until = ts + dur;
    while (frame < spent.length && ts >= starts[frame + 1]) frame += 1;
    if (frame < spent.length && ts + dur > starts[frame]) {
      spent[frame].worked += tdur / 1000;
      spent[frame].took += dur / 1000;
    }
  }
  return spent;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
