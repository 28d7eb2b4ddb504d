import type { Rates } from '@callboard/backstage-plugin-reservations-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { createFakeServer } from '../../../__testUtils__/fakeServer';
import { gpuType } from '../../../__testUtils__/inventory';
import { renderPage } from '../../../__testUtils__/renderPage';
import { ResourceRates } from './ResourceRates';

const ofType = [{ from: '2026-01-01', perUnitHour: 10, currency: 'EUR' }];

function show(initial?: Rates) {
  const set: (Rates | undefined)[] = [];
  function Editor() {
    const [rates, setRates] = useState(initial);
    return (
      <ResourceRates
        rates={rates}
        type={{ ...gpuType, rates: ofType }}
        isPool
        problem={() => undefined}
        onChange={next => {
          set.push(next);
          setRates(next);
        }}
      />
    );
  }
  renderPage(<Editor />, { server: createFakeServer() });
  return () => set.at(-1);
}

describe('the rates of a resource', () => {
  it('are its type’s, until it gets its own', async () => {
    const last = show();
    expect(
      await screen.findByText('As the type says: €10.00 per unit and hour'),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('switch', { name: 'Rates of its own' }),
    );
    expect(last()).toEqual(ofType);
    await userEvent.click(screen.getByRole('button', { name: 'Add a rate' }));
    expect(last()).toEqual([
      ...ofType,
      { from: '', perUnitHour: 10, currency: 'EUR' },
    ]);
    await userEvent.type(screen.getAllByLabelText('From')[1], '2027-03-15');
    const currency = screen.getAllByRole('textbox', { name: 'Currency' })[1];
    await userEvent.clear(currency);
    await userEvent.type(currency, 'usd');
    expect(last()?.[1]).toEqual({
      from: '2027-03-15',
      perUnitHour: 10,
      currency: 'USD',
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove the rate from 2026-01-01' }),
    );
    expect(last()).toHaveLength(1);
    await userEvent.click(
      screen.getByRole('switch', { name: 'Rates of its own' }),
    );
    expect(last()).toBeUndefined();
  });

  it('may be none', async () => {
    show([]);
    expect(await screen.findByText('Free of charge')).toBeVisible();
  });
});
