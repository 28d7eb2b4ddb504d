import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type {
  MeasuredService,
  MetricSeries,
  MetricsProvider,
  MetricTemplate,
} from '@callboard/backstage-plugin-service-requests-node';

const MAX_POINTS = 5_000;
const DAY_MS = 24 * 60 * 60_000;
/** Chance moves this slowly; in between it goes straight. */
const GRAIN_MS = 15 * 60_000;
const GIB = 1024 ** 3;

/**
 * Made-up figures, for a portal without a metrics system. They look as figures
 * do (busier by day than by night, a little restless), and are a function of
 * the service, the template and the time alone: whoever looks again, or at
 * another range, sees the same.
 */
export class SandboxMetrics implements MetricsProvider {
  readonly kind = 'sandbox';
  readonly sandbox = true;
  readonly #now: () => number;

  private constructor(now: () => number) {
    this.#now = now;
  }

  static create(options: { now?: () => number } = {}): SandboxMetrics {
    return new SandboxMetrics(options.now ?? Date.now);
  }

  async query(
    options: Parameters<MetricsProvider['query']>[0],
  ): Promise<MetricSeries[]> {
    const { from, service, step, templates, to } = options;
    const times = timesIn(from, to, step).filter(at => at <= this.#now());
    return service.templates
      .filter(({ id }) => !templates || templates.includes(id))
      .map(template => ({
        template: template.id,
        title: template.title,
        unit: template.unit,
        points: times.map(at => [at, valueAt(service, template, at)]),
      }));
  }
}

/** Every `step` seconds, on the clock: the same instants whatever the range. */
function timesIn(from: Date, to: Date, step: number): number[] {
  const stepMs = step * 1_000;
  if (!(stepMs > 0) || (Number(to) - Number(from)) / stepMs > MAX_POINTS) {
    throw new InputError(`A range has at most ${MAX_POINTS} points`);
  }
  const first = Math.ceil(Number(from) / stepMs) * stepMs;
  const count = Math.max(0, Math.ceil((Number(to) - first) / stepMs));
  return Array.from({ length: count }, (_, index) => first + index * stepMs);
}

function valueAt(
  service: MeasuredService,
  template: MetricTemplate,
  at: number,
): number {
  const seed = `${service.id}/${template.id}`;
  // Between nothing and everything.
  const usual = 0.15 + 0.35 * chance(seed, 'usual');
  const peak = DAY_MS * (0.5 + 0.2 * chance(seed, 'peak'));
  const byDay = Math.cos((2 * Math.PI * ((at % DAY_MS) - peak)) / DAY_MS);
  const load = clamp(usual * (1 + 0.5 * byDay) + 0.12 * restless(seed, at));
  return round(load * scaleOf(service, template, seed));
}

function scaleOf(
  { parameters }: MeasuredService,
  { id, unit }: MetricTemplate,
  seed: string,
): number {
  switch (unit) {
    case 'percent':
      return 100;
    case 'bytes': {
      const gib = Number(parameters.storageGib);
      return /storage|memory|size/.test(id) && gib > 0 ? gib * GIB : 8 * GIB;
    }
    case 'milliseconds':
      return 20 + 40 * chance(seed, 'scale');
    case 'per-second':
      return 200 + 800 * chance(seed, 'scale');
    default:
      return 50 + 100 * chance(seed, 'scale');
  }
}

/** Between -1 and 1. */
function restless(seed: string, at: number): number {
  const grain = Math.floor(at / GRAIN_MS);
  const part = at / GRAIN_MS - grain;
  const before = chance(seed, String(grain));
  const after = chance(seed, String(grain + 1));
  return 2 * (before + (after - before) * part) - 1;
}

/** Between 0 and 1, always the same for the same words. */
function chance(seed: string, what: string): number {
  const digest = createHash('sha1').update(`${seed}/${what}`).digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}

function clamp(value: number): number {
  return Math.min(0.98, Math.max(0.01, value));
}

function round(value: number): number {
  return value >= 1_000 ? Math.round(value) : Math.round(value * 100) / 100;
}
