import { randomUUID } from 'node:crypto';

/** The people and groups of the realm, in memory. */
export class Directory {
  #people = new Map();
  groups = [];

  /** @param groups the `groups` of a realm file, subgroups included */
  constructor(groups) {
    this.#addGroups(groups, '', undefined);
  }

  #addGroups(groups, above, parentId) {
    for (const { name, subGroups = [], attributes, realmRoles } of groups) {
      const group = {
        id: randomUUID(),
        name,
        path: `${above}/${name}`,
        ...(parentId ? { parentId } : {}),
        subGroupCount: subGroups.length,
        subGroups: [],
        attributes: attributes ?? {},
        realmRoles: realmRoles ?? [],
      };
      this.groups.push(group);
      this.#addGroups(subGroups, group.path, group.id);
    }
  }

  get people() {
    return [...this.#people.values()];
  }

  setPeople(people) {
    this.#people = new Map(
      people.map(person => [
        person.username,
        { id: randomUUID(), enabled: true, groups: [], ...person },
      ]),
    );
    return Object.fromEntries(this.people.map(p => [p.username, p.id]));
  }

  change(username, changes) {
    Object.assign(this.#people.get(username), changes);
  }

  remove(username) {
    this.#people.delete(username);
  }

  /** Somebody who may have a token; nobody disabled. */
  find(id) {
    return this.people.find(person => person.id === id && person.enabled);
  }

  authenticate(username, password) {
    const person = this.#people.get(username);
    return person?.enabled && person.password === password ? person : undefined;
  }

  membersOf(groupId) {
    const { path } = this.groups.find(group => group.id === groupId);
    return this.people.filter(person => person.groups.includes(path));
  }
}
