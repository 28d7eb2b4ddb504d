const FOCUSABLE = 'input, textarea, select, button';
/** A field that says so itself, or the sentence beneath one that cannot. */
const WRONG = '[aria-invalid="true"], [data-invalid="true"], p[role="alert"]';

/** Takes the focus, and with it what is in sight, to the first wrong field. */
export function focusFirstWrong(form: HTMLElement): void {
  const wrong = form.querySelector(WRONG);
  const before = wrong?.previousElementSibling;
  const places = [wrong, before, wrong?.parentElement];
  for (const place of places) {
    const field = place?.matches(FOCUSABLE)
      ? place
      : place?.querySelector(FOCUSABLE);
    if (field) {
      (field as HTMLElement).focus();
      return;
    }
  }
}
