import { fireEvent, screen, within } from '@testing-library/react';
import { renderWithWords } from './__testUtils__/renderWithWords';
import { myTimeZone } from './useChosenTimeZone';
import { ZoneSelect } from './ZoneSelect';

const SITES = [
  { timeZone: 'Asia/Tokyo', title: 'East' },
  { timeZone: 'America/New_York', title: 'West' },
];

function offered() {
  fireEvent.click(screen.getByRole('button', { name: /Time zone/ }));
  return within(screen.getByRole('listbox'))
    .getAllByRole('option')
    .map(option => option.textContent);
}

it('offers mine, those of the sites, UTC, and the one chosen', () => {
  renderWithWords(
    <ZoneSelect zone="Europe/Rome" sites={SITES} onChange={() => {}} />,
  );

  expect(new Set(offered())).toEqual(
    new Set([
      `${myTimeZone()} (mine)`,
      'Asia/Tokyo (East)',
      'America/New_York (West)',
      ...(myTimeZone() === 'UTC' ? [] : ['UTC']),
      'Europe/Rome',
    ]),
  );
});

it('offers no others where there are none', () => {
  renderWithWords(
    <ZoneSelect
      zone="Asia/Tokyo"
      sites={[SITES[0]]}
      also={[]}
      onChange={() => {}}
    />,
  );

  expect(offered()).toEqual([`${myTimeZone()} (mine)`, 'Asia/Tokyo (East)']);
});
