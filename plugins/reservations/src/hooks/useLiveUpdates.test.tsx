import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { queryKeys } from '../api/queryKeys';
import { useLiveUpdates } from './useLiveUpdates';

type Listener = (message: { areas: string[] }) => void;

function setup() {
  let listener: Listener | undefined;
  const unsubscribe = jest.fn();
  const signals = {
    subscribe: jest.fn((_channel: string, onMessage: Listener) => {
      listener = onMessage;
      return { unsubscribe };
    }),
  };
  const client = new QueryClient();
  const asked = jest.spyOn(client, 'invalidateQueries');
  const { unmount } = renderHook(() => useLiveUpdates(), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <TestApiProvider apis={[[signalApiRef, signals as never]]}>
        <QueryClientProvider client={client}>{children}</QueryClientProvider>
      </TestApiProvider>
    ),
  });
  return {
    signals,
    unsubscribe,
    unmount,
    hint: (...areas: string[]) => act(() => listener!({ areas })),
    wait: (ms: number) => act(() => jest.advanceTimersByTime(ms)),
    asked: () => asked.mock.calls.map(([filter]) => filter!.queryKey),
  };
}

describe('useLiveUpdates', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('asks again for what has changed', () => {
    const { signals, hint, wait, asked } = setup();
    expect(signals.subscribe).toHaveBeenCalledWith(
      'callboard:reservations',
      expect.any(Function),
    );
    wait(2_000);
    hint('bookings');
    wait(400);
    expect(asked()).toEqual([queryKeys.bookings]);
  });

  it('asks once for many hints, and again for what came after', () => {
    const { hint, wait, asked } = setup();
    wait(2_000);
    hint('bookings');
    hint('bookings');
    wait(400);
    hint('bookings');
    wait(400);
    expect(asked()).toHaveLength(1);
    wait(1_000);
    expect(asked()).toHaveLength(2);
  });

  it('does nothing for what it does not know, and stops with the page', () => {
    const { hint, wait, asked, unmount, unsubscribe } = setup();
    hint('of-a-later-version');
    wait(2_000);
    expect(asked()).toEqual([]);
    hint('bookings');
    unmount();
    wait(2_000);
    expect(asked()).toEqual([]);
    expect(unsubscribe).toHaveBeenCalled();
  });
});
