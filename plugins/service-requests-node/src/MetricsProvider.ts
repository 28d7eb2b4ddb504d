/** Figures of running services, from wherever they are kept. */
export interface MetricsProvider {
  /** `sandbox`, `prometheus`, … */
  readonly kind: string;
  /** True where the figures are made up: every screen then says so. */
  readonly sandbox: boolean;

  /** Series for a service over `[from, to)`; empty where nothing is known of it. */
  query(options: {
    service: MeasuredService;
    /** Which of the offering's metric templates; all where undefined. */
    templates?: string[];
    from: Date;
    to: Date;
    /** Distance of the points, seconds. */
    step: number;
    signal: AbortSignal;
  }): Promise<MetricSeries[]>;
}

export interface MeasuredService {
  id: string;
  name: string;
  offering: string;
  environment: string;
  region: string;
  parameters: Record<string, unknown>;
  /** Templates of the service's offering. */
  templates: MetricTemplate[];
}

/** What is worth knowing of a kind of service; part of its offering. */
export interface MetricTemplate {
  id: string;
  title: string;
  /** `percent`, `bytes`, `count`, `milliseconds`, `per-second` */
  unit: string;
  /** In the words of a metrics system, keyed by the provider's kind. */
  queries?: Record<string, string>;
}

export interface MetricSeries {
  template: string;
  title: string;
  unit: string;
  /** `[epoch milliseconds, value]`, in order; undefined is a gap. */
  points: [number, number | undefined][];
}
