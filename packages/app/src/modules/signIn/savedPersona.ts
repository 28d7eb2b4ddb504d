const KEY = 'callboard.persona';

/** Remembers in this browser who was chosen, so that a reload does not ask again. */
export type SavedPersona = {
  get(): string | undefined;
  set(userEntityRef: string): void;
  clear(): void;
};

export function createSavedPersona(storage: Storage): SavedPersona {
  return {
    get: () => storage.getItem(KEY) ?? undefined,
    set: userEntityRef => storage.setItem(KEY, userEntityRef),
    clear: () => storage.removeItem(KEY),
  };
}
