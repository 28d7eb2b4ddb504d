import type { CalendarBooking } from '@callboard/backstage-plugin-reservations-common';
import { KeyboardEvent, ReactNode, useState } from 'react';
import { isArrowKey, nextBox } from '../../lib/spatialFocus';
import styles from './CalendarPage.module.css';
import { HoverCard, Hovered } from './HoverCard';

/**
 * What surrounds the grid: arrows that move between bookings and the card of
 * the one under pointer or focus. One listener serves all bookings, and only
 * this is drawn again when the pointer moves on.
 */
export function CalendarRegion(props: {
  label: string;
  bookings: CalendarBooking[] | undefined;
  children: ReactNode;
}) {
  const { label, bookings, children } = props;
  const [last, setHovered] = useState<Hovered>();
  // One that has changed since, as when it sprang back, is elsewhere now.
  const hovered = last && bookings?.includes(last.booking) ? last : undefined;
  const hide = () => setHovered(undefined);

  const show = (target: EventTarget) => {
    const element = (target as Element).closest('[tabindex]');
    const id = element && bookingIdIn(element);
    if (id === hovered?.booking.id) return;
    const booking = id && bookings?.find(item => item.id === id);
    setHovered(
      booking ? { booking, box: element.getBoundingClientRect() } : undefined,
    );
  };

  return (
    // The bookings inside are what is focused; the keys bubble up to here.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles.calendar}
      role="region"
      aria-label={label}
      onKeyDown={moveFocus}
      onFocus={event => {
        if (event.target.matches(':focus-visible')) show(event.target);
      }}
      onBlur={hide}
      onMouseOver={event => {
        // With a button down something is being dragged.
        if (event.buttons === 0) show(event.target);
      }}
      onMouseDown={hide}
      onMouseLeave={hide}
    >
      {children}
      {hovered && <HoverCard hovered={hovered} />}
    </div>
  );
}

function bookingIdIn(element: Element): string | undefined {
  return element.querySelector<HTMLElement>('[data-booking]')?.dataset.booking;
}

/** Arrows go to the nearest booking in their direction. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const current = event.target as HTMLElement;
  if (!isArrowKey(event.key) || !current.querySelector('[data-event]')) {
    return;
  }
  const others = [
    ...event.currentTarget.querySelectorAll<HTMLElement>('[data-event]'),
  ]
    .map(content => content.closest<HTMLElement>('[tabindex]'))
    .filter(element => element !== null)
    .filter(element => element !== current);
  const next = nextBox(
    current.getBoundingClientRect(),
    others.map(element => element.getBoundingClientRect()),
    event.key,
  );
  if (next !== undefined) {
    event.preventDefault();
    others[next].focus();
  }
}
