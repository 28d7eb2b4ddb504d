// Applies a Terraform module for each booking, and destroys what it made after.
import path from 'node:path';
import { begin, end, isOver } from '../lib/bookings.mjs';
import { Jobs, wantDown, wantUp } from '../lib/jobs.mjs';
import { NOT_FOR_US, startReceiver } from '../lib/receiver.mjs';
import { stateDir } from '../lib/store.mjs';
import { Terraform } from './terraform.mjs';

const here = import.meta.dirname;
const terraform = Terraform.create({
  command: process.env.TERRAFORM ?? path.join(here, 'fake-terraform.mjs'),
  module: path.resolve(process.env.MODULE ?? path.join(here, 'module')),
  workDir: stateDir('terraform'),
});

await startReceiver({
  name: 'terraform',
  state: { bookings: {}, jobs: {} },
  on: {
    'booking.setup_started': apply,
    // A booking without set-up time begins here.
    'booking.started': apply,
    'booking.ended': destroy,
    'booking.teardown_ended': destroy,
    'booking.cancelled': destroy,
  },
  prepare: async tools =>
    Jobs.create(tools, {
      up: input => terraform.apply(input),
      down: input => terraform.destroy(input),
    }).wake,
});

async function apply({ event, state, report }) {
  const { booking, resources } = event.data;
  const { obey, why, ousted } = begin(state.bookings, event);
  if (!obey) {
    return `left alone: ${why}`;
  }
  for (const bookingId of ousted) {
    wantDown(state.jobs, bookingId);
  }
  const isNew = wantUp(state.jobs, {
    bookingId: booking.id,
    callbackUrl: event.callbackUrl,
    input: {
      bookingId: booking.id,
      variables: {
        booking_id: booking.id,
        owner: booking.owner,
        ends_at: booking.end,
        resources: resources.map(({ name }) => name),
        parameters: booking.parameters ?? {},
      },
    },
  });
  if (!isNew) {
    return 'already being applied';
  }
  report({ status: 'provisioning', message: 'Terraform is running' });
  return 'applying';
}

/** Also when superseded: what was made for a booking is its own. */
async function destroy({ event, state }) {
  if (!isOver(event)) {
    return NOT_FOR_US;
  }
  end(state.bookings, event);
  return wantDown(state.jobs, event.data.booking.id)
    ? 'destroying'
    : 'nothing to destroy';
}
