import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { useAddressFilter } from './useAddressFilter';

type Filter = { q?: string; types: string[] };

const OPTIONS = {
  read: (params: URLSearchParams): Filter => ({
    q: params.get('q') ?? undefined,
    types: params.get('type')?.split(',') ?? [],
  }),
  params: ({ types, ...rest }: Partial<Filter>) => ({
    ...rest,
    ...(types && { type: types.join(',') }),
  }),
  cleared: { q: undefined, types: [] },
};

it('reads, changes and clears what the address says, and leaves the rest', () => {
  const { result } = renderHook(
    () => ({ ...useAddressFilter(OPTIONS), at: useLocation().search }),
    {
      wrapper: ({ children }: { children?: ReactNode }) => (
        <MemoryRouter initialEntries={['/?tab=log&q=gpu']}>
          {children}
        </MemoryRouter>
      ),
    },
  );
  expect(result.current.filter).toEqual({ q: 'gpu', types: [] });

  act(() => result.current.change({ types: ['a', 'b'] }));
  expect(result.current.filter).toEqual({ q: 'gpu', types: ['a', 'b'] });

  act(() => result.current.clear());
  expect(result.current.filter).toEqual({ q: undefined, types: [] });
  expect(result.current.at).toBe('?tab=log');
});
