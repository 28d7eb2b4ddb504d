/** Works something out once for each thing and word, for as long as the thing lives. */
export function onceEach<T extends object, R>(
  work: (thing: T, word: string) => R,
): (thing: T, word: string) => R {
  const known = new WeakMap<T, Map<string, R>>();
  return (thing, word) => {
    const ofThing = known.get(thing) ?? new Map<string, R>();
    known.set(thing, ofThing);
    if (!ofThing.has(word)) {
      ofThing.set(word, work(thing, word));
    }
    return ofThing.get(word)!;
  };
}
