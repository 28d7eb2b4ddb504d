import { Persona } from './PersonaClient';

export type PersonaGroup = { title?: string; personas: Persona[] };

/** Groups in the order of their first person; people keep their order. */
export function groupPersonas(personas: Persona[]): PersonaGroup[] {
  const groups = new Map<string | undefined, Persona[]>();
  for (const persona of personas) {
    const members = groups.get(persona.group) ?? [];
    members.push(persona);
    groups.set(persona.group, members);
  }
  return [...groups].map(([title, members]) => ({ title, personas: members }));
}
