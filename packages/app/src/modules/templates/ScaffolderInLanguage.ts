import type { AppLanguageApi } from '@backstage/frontend-plugin-api';
import { ScaffolderClient } from '@backstage/plugin-scaffolder';
import type {
  LogEvent,
  ScaffolderApi,
  ScaffolderTask,
  TemplateParameterSchema,
} from '@backstage/plugin-scaffolder-react';
import type { Observable, Observer } from '@backstage/types';
import { outputIn, type Say, sayIn, schemaIn } from './books';

/** The forms of templates and what they do, in the language of the portal. */
export class ScaffolderInLanguage
  extends ScaffolderClient
  implements ScaffolderApi
{
  readonly #language: () => string;
  /** A task says its template once; what it tells later goes by that. */
  readonly #tasks = new Map<string, Say>();

  constructor(
    options: ConstructorParameters<typeof ScaffolderClient>[0] & {
      languages: Pick<AppLanguageApi, 'getLanguage'>;
    },
  ) {
    const { languages, ...rest } = options;
    super(rest);
    this.#language = () => languages.getLanguage().language;
  }

  override async getTemplateParameterSchema(
    ...args: Parameters<ScaffolderApi['getTemplateParameterSchema']>
  ): Promise<TemplateParameterSchema> {
    const form: TemplateParameterSchema & { 'ui:options'?: unknown } =
      await super.getTemplateParameterSchema(...args);
    const say = sayIn(this.#language(), form['ui:options']);
    return say ? schemaIn(say, form) : form;
  }

  override async getTask(
    ...args: Parameters<ScaffolderApi['getTask']>
  ): Promise<ScaffolderTask> {
    const task = await super.getTask(...args);
    const say = sayIn(
      this.#language(),
      task.spec.templateInfo?.entity?.metadata['ui:options'],
    );
    if (!say) {
      this.#tasks.delete(task.id);
      return task;
    }
    this.#tasks.set(task.id, say);
    const steps = task.spec.steps.map(step => ({
      ...step,
      name: say(step.name),
    }));
    return { ...task, spec: { ...task.spec, steps } };
  }

  override streamLogs(
    ...args: Parameters<ScaffolderApi['streamLogs']>
  ): Observable<LogEvent> {
    const say = this.#tasks.get(args[0].taskId);
    const events = super.streamLogs(...args);
    return say ? mapped(events, event => eventIn(say, event)) : events;
  }
}

/** What a task has made comes with its last event. */
function eventIn(say: Say, event: LogEvent): LogEvent {
  return event.type === 'completion'
    ? { ...event, body: outputIn(say, event.body) }
    : event;
}

function mapped<T>(source: Observable<T>, map: (value: T) => T): Observable<T> {
  return {
    [Symbol.observable]() {
      return this;
    },
    subscribe(
      observer?: Observer<T> | ((value: T) => void),
      onError?: (error: Error) => void,
      onComplete?: () => void,
    ) {
      const to: Observer<T> =
        typeof observer === 'function'
          ? { next: observer, error: onError, complete: onComplete }
          : { ...observer };
      return source.subscribe({
        next: value => to.next?.(map(value)),
        error: error => to.error?.(error),
        complete: () => to.complete?.(),
      });
    },
  };
}
