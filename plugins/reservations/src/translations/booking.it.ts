import type { Translated } from './types';
import type { booking } from './booking';

export const bookingIt: Translated<typeof booking> = {};
