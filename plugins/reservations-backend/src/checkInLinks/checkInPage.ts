import { timeFormat } from '../domain/timeFormat';
import type { CheckInCard } from './CheckInLinks';

/** Languages of the page; others read English. */
export type Language = 'en' | 'it';

const texts = {
  en: {
    title: 'Check in',
    button: 'Check in now',
    open: (closes: string) => `Check in until ${closes}, or it is given up.`,
    early: (opens: string) => `Check-in opens at ${opens}.`,
    done: 'You are checked in.',
    over: 'One can no longer check in to this booking.',
    unknown: 'This link is not valid, or not any more.',
    tooOften: 'This link was used too often. Try again in a minute.',
    failed: 'Something went wrong. Try again in a minute.',
  },
  it: {
    title: 'Check-in',
    button: 'Fai il check-in ora',
    open: (closes: string) =>
      `Fai il check-in entro le ${closes}, altrimenti la prenotazione decade.`,
    early: (opens: string) => `Il check-in apre alle ${opens}.`,
    done: 'Check-in effettuato.',
    over: 'Non è più possibile fare il check-in per questa prenotazione.',
    unknown: 'Questo link non è valido, o non lo è più.',
    tooOften: 'Questo link è stato usato troppo spesso. Riprova tra un minuto.',
    failed: 'Qualcosa è andato storto. Riprova tra un minuto.',
  },
} satisfies Record<Language, object>;

/** The language of an `Accept-Language` header. */
export function languageOf(header: string | undefined): Language {
  return /^\s*it\b/i.test(header ?? '') ? 'it' : 'en';
}

export function cardPage(card: CheckInCard, language: Language): string {
  const text = texts[language];
  const time = (instant: number) => timeOf(instant, card.timeZone, language);
  const says = {
    open: text.open(time(card.closesAt)),
    early: text.early(time(card.opensAt)),
    done: text.done,
    over: text.over,
  }[card.state];
  const button =
    card.state === 'open'
      ? `<form method="post"><button>${text.button}</button></form>`
      : '';
  return page(
    language,
    `<h1>${escaped(card.title)}</h1>
<p>${escaped(card.resources.join(', '))}<br>${escaped(periodOf(card, language))}</p>
<p role="status">${escaped(says)}</p>${button}`,
  );
}

export function sentencePage(
  which: 'unknown' | 'tooOften' | 'failed',
  language: Language,
): string {
  return page(language, `<p role="alert">${texts[language][which]}</p>`);
}

function page(language: Language, body: string): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${texts[language].title}</title>
<style>
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 3rem auto; padding: 0 1rem; overflow-wrap: anywhere }
h1 { font-size: 1.4rem; margin-bottom: 0 }
button { font: inherit; font-weight: 600; width: 100%; padding: .8rem; border: 0; border-radius: .4rem; background: #1f5493; color: #fff; cursor: pointer }
button:focus-visible { outline: 3px solid #f0a020; outline-offset: 2px }
</style></head><body><main>
${body}
</main></body></html>
`;
}

function timeOf(instant: number, timeZone: string, language: Language): string {
  return timeFormat(language === 'it' ? 'it' : 'en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(instant);
}

function periodOf(
  { startAt, endAt, timeZone }: CheckInCard,
  language: Language,
): string {
  return timeFormat(language === 'it' ? 'it' : 'en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).formatRange(startAt, endAt);
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character]);
}
