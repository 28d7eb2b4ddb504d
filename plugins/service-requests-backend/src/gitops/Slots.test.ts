import { Slots } from './Slots';

const never = new AbortController().signal;

describe('Slots', () => {
  it('gives so many, then lets wait, then sends away', async () => {
    const slots = Slots.create({ slots: 2, waiting: 1, patienceMs: 60_000 });
    const first = await slots.take(never);
    await slots.take(never);
    const third = slots.take(never);
    await expect(slots.take(never)).rejects.toThrow(/try again/);
    first();
    first();
    const giveBack = await third;
    const fourth = slots.take(never);
    giveBack();
    await fourth;
  });

  it('lets nobody wait longer than they would', async () => {
    const slots = Slots.create({ slots: 1, waiting: 5, patienceMs: 20 });
    const giveBack = await slots.take(never);
    await expect(slots.take(never)).rejects.toThrow(/try again/);

    const patient = Slots.create({ slots: 1, waiting: 5, patienceMs: 60_000 });
    await patient.take(never);
    const gone = new AbortController();
    const waiting = patient.take(gone.signal);
    gone.abort();
    await expect(waiting).rejects.toThrow(/try again/);
    await expect(patient.take(gone.signal)).rejects.toThrow(/try again/);

    giveBack();
    await slots.take(never);
  });
});
