import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aResource, inventoryServer } from '../__testUtils__/fakeInventory';
import { renderReservations } from '../__testUtils__/renderReservations';
import { reservationsApiRef } from '../api/reservationsApi';
import { checkSlot } from './checkSlot';
import { ResourcePicker } from './ResourcePicker';
import type { ResourcePickerProps } from './resourcePickerField';
import { SlotPicker } from './SlotPicker';
import type { SlotPickerProps } from './slotPickerField';

jest.setTimeout(30_000);

const gpu = aResource('gpu-1');
const locked = aResource('locked', { actions: [] });
const slot = {
  start: '2027-03-16T09:00:00.000Z',
  end: '2027-03-16T10:00:00.000Z',
};
const preview = (more: object = {}) => ({
  body: {
    verdicts: [],
    conflicts: [],
    suggestions: [],
    occurrences: [],
    claims: [],
    notices: [],
    ...more,
  },
});
const conflict = {
  ...slot,
  resourceRef: gpu.entityRef,
  kind: 'booking',
};

describe('CallboardResourcePicker', () => {
  it('offers what may be booked, asked for by site and type', async () => {
    const user = userEvent.setup();
    const onChange = jest.fn();
    const server = inventoryServer({ resources: [gpu, locked] });
    await renderReservations(
      <ResourcePicker
        {...({
          onChange,
          schema: { title: 'Machine' },
          uiSchema: {
            'ui:options': { type: 'gpu-cluster', site: gpu.siteRef },
          },
        } as unknown as ResourcePickerProps)}
      />,
      { server },
    );
    const field = await screen.findByRole('combobox', { name: /Machine/ });
    await waitFor(() =>
      expect(server.requests('GET', '/resources').length).toBeGreaterThan(0),
    );
    const [asked] = server.requests('GET', '/resources');
    expect(asked.query.get('type')).toBe('gpu-cluster');
    expect(asked.query.get('site')).toBe(gpu.siteRef);
    await user.click(field);
    await user.click(await screen.findByRole('option', { name: /gpu 1/ }));
    expect(onChange).toHaveBeenLastCalledWith(gpu.entityRef);
    expect(
      screen.queryByRole('option', { name: /locked/ }),
    ).not.toBeInTheDocument();
  });
});

describe('CallboardSlotPicker', () => {
  const props = (more: object) =>
    ({
      schema: {},
      uiSchema: { 'ui:options': { minutes: 120 } },
      ...more,
    }) as unknown as SlotPickerProps;

  it('waits for a resource', async () => {
    await renderReservations(
      <SlotPicker {...props({ formContext: { formData: {} } })} />,
      { server: inventoryServer({}) },
    );
    expect(screen.getByText(/Choose a resource first/)).toBeInTheDocument();
  });

  it('proposes free slots of the wanted length', async () => {
    const user = userEvent.setup();
    const onChange = jest.fn();
    const start = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000);
    const end = new Date(start.getTime() + 2 * 3_600_000);
    const span = { start: start.toISOString(), end: end.toISOString() };
    const server = inventoryServer(
      { resources: [gpu] },
      {
        'POST /slots/search': () => ({
          body: {
            ...{ considered: 1, obstacles: [] },
            items: [{ resourceRefs: [gpu.entityRef], units: 1, ...span }],
          },
        }),
      },
    );
    await renderReservations(
      <SlotPicker
        {...props({
          onChange,
          formContext: { formData: { resource: gpu.entityRef } },
        })}
      />,
      { server },
    );
    const proposals = await screen.findByRole('group', { name: 'Free times' });
    expect(proposals.children).toHaveLength(1);
    const [{ body }] = server.requests('POST', '/slots/search');
    expect(body).toMatchObject({
      resourceRefs: [gpu.entityRef],
      ...{ minutes: 120, daily: true },
    });
    await user.click(proposals.children[0]);
    expect(onChange).toHaveBeenLastCalledWith(span);
  });

  it('says that what was given is taken', async () => {
    const server = inventoryServer(
      { resources: [gpu] },
      { 'POST /bookings/preview': () => preview({ conflicts: [conflict] }) },
    );
    await renderReservations(
      <SlotPicker
        {...props({
          formData: slot,
          formContext: { formData: { resource: gpu.entityRef } },
        })}
      />,
      { server },
    );
    expect(await screen.findByText(/^Taken Tue 16 Mar/)).toBeInTheDocument();
  });
});

describe('checking a slot before the form goes on', () => {
  async function problems(
    value: object,
    answer: () => { status?: number; body?: unknown },
  ) {
    const { client } = inventoryServer(
      {},
      { 'POST /bookings/preview': answer },
    );
    const addError = jest.fn();
    await checkSlot(
      value,
      { addError } as unknown as Parameters<typeof checkSlot>[1],
      {
        apiHolder: {
          get: ref => (ref.id === reservationsApiRef.id ? client : undefined),
        } as Parameters<typeof checkSlot>[2]['apiHolder'],
        formData: { resource: gpu.entityRef },
        schema: {},
      },
    );
    return addError.mock.calls.flat();
  }

  it('lets a free one pass', async () => {
    expect(await problems(slot, () => preview())).toEqual([]);
  });

  it('refuses an end before the start without asking', async () => {
    expect(
      await problems({ start: slot.end, end: slot.start }, () => preview()),
    ).toEqual(['The end must be after the start.']);
  });

  it('refuses what is taken, and what a rule denies with its sentence', async () => {
    expect(
      await problems(slot, () => preview({ conflicts: [conflict] })),
    ).toEqual(['This time is taken. Choose a free one.']);
    expect(
      await problems(slot, () =>
        preview({
          verdicts: [
            { policy: 'max-length', result: 'deny', message: 'At most 30 min' },
          ],
        }),
      ),
    ).toEqual(['At most 30 min']);
  });

  it('leaves a server that stumbles to the booking itself', async () => {
    expect(await problems(slot, () => ({ status: 503, body: {} }))).toEqual([]);
  });
});
