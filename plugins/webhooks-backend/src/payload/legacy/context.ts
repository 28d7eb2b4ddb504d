import type {
  ActiveBookings,
  AliasStore,
  BuildInput,
  PersonDirectory,
} from '../types';

/** What the older bodies are made from. */
export interface LegacyContext {
  aliases: AliasStore;
  people: PersonDirectory;
  activeBookings: ActiveBookings;
  input: BuildInput;
  /** The endpoint's whole number. */
  webhookId: number;
}
