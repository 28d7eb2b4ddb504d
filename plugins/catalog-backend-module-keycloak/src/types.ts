/** What is read of Keycloak's UserRepresentation. */
export interface KeycloakUser {
  id: string;
  username: string;
  enabled?: boolean;
  email?: string;
  emailVerified?: boolean;
  firstName?: string;
  lastName?: string;
}

/** What is read of Keycloak's GroupRepresentation, and who is directly in it. */
export interface KeycloakGroup {
  id: string;
  name: string;
  /** From the root, such as `/physics/optics`. */
  path: string;
  parentId?: string;
  subGroupCount?: number;
  attributes?: Record<string, string[]>;
  /** Those given to this very group. */
  realmRoles?: string[];
  members: KeycloakUser[];
}

/** A realm at one moment. */
export interface DirectorySnapshot {
  users: KeycloakUser[];
  groups: KeycloakGroup[];
}
