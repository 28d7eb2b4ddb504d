import type {
  FieldError,
  Verdict,
} from '@callboard/backstage-plugin-service-requests-common';

const WORST = ['deny', 'warn', 'info', 'allow'] as const;

export function worstVerdictsFirst(verdicts: readonly Verdict[]): Verdict[] {
  const weight = ({ result, overridden }: Verdict) =>
    WORST.indexOf(result) + (overridden ? WORST.length : 0);
  return [...verdicts].sort((a, b) => weight(a) - weight(b));
}

/** A verdict in a language: in the rule's own words, else as its sentence is said. */
export function verdictIn(
  verdict: Verdict,
  language: string,
  said: (text: string) => string,
): Verdict {
  const { message, passes, translations = {} } = verdict;
  const words = translations[language] ?? translations[language.split('-')[0]];
  return {
    ...verdict,
    message: words?.message ?? said(message),
    ...(passes !== undefined && { passes: words?.passes ?? said(passes) }),
  };
}

/** Denials that nobody has set aside. */
export function denials(verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.filter(
    ({ result, overridden }) => result === 'deny' && !overridden,
  );
}

/** What is said at a field of a form. */
export type Remark = { tone: 'danger' | 'warning'; text: string };

/** `/backup/days` and `backup/days` are the same place. */
const place = (field: string) => field.replace(/^\//, '');

/** What the server says of fields, and policies of theirs, by the place in a draft. */
export function remarksByPlace(
  fields: readonly FieldError[],
  verdicts: readonly Verdict[],
  said: (text: string) => string,
): Map<string, Remark> {
  const remarks = new Map<string, Remark>();
  for (const verdict of worstVerdictsFirst(verdicts).reverse()) {
    const { field, item, result, message, passes } = verdict;
    if (!field || (result !== 'deny' && result !== 'warn')) continue;
    const where =
      item === undefined
        ? place(field)
        : `items/${item}/parameters/${place(field)}`;
    remarks.set(where, {
      tone: result === 'deny' ? 'danger' : 'warning',
      text: passes ? `${message} ${passes}` : message,
    });
  }
  for (const { field, message } of fields) {
    remarks.set(place(field), {
      tone: 'danger',
      text: sentence(field, message, said),
    });
  }
  return remarks;
}

/** At a field, `items/0/parameters/name is required` need not name it: `Is required`. */
export function sentence(
  field: string,
  message: string,
  said: (text: string) => string,
): string {
  const rest = said(
    message.startsWith(`${field} `) ? message.slice(field.length + 1) : message,
  );
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
