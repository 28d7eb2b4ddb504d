import type { Database } from '@callboard/backend-database';
import type { FieldError } from '@callboard/backend-openapi';
import { checkParameters } from '../offerings';
import type { Assessable } from './Assessor';
import type { NameStore } from './NameStore';
import type { PreparedItem } from './prepareItems';

/** Of a catalog entity's name. */
const MAX_ENTITY_NAME = 63;

/** What is missing or wrong in what was filled in for an item. */
export class ItemCheck {
  readonly #database: Database;
  readonly #names: NameStore;

  static create(options: { database: Database; names: NameStore }): ItemCheck {
    return new ItemCheck(options.database, options.names);
  }

  private constructor(database: Database, names: NameStore) {
    this.#database = database;
    this.#names = names;
  }

  async check(
    item: PreparedItem,
    index: number,
    request: Assessable,
  ): Promise<FieldError[]> {
    const { definition, target } = item;
    const at = `items/${index}`;
    if (!definition?.operations[item.operation]) {
      return [problem(`${at}/offering`, 'offers no such operation')];
    }
    if (item.operation !== 'create' && !target) {
      return [problem(`${at}/targetRef`, 'names no service')];
    }
    const fields = checkParameters(
      definition,
      item.operation,
      item.parameters,
      target?.parameters,
    ).map(({ field, message }): FieldError => ({
      field: `${at}/parameters/${field}`,
      message: message.startsWith(field)
        ? `${at}/parameters/${message}`
        : message,
    }));
    if (target && target.environment !== request.environment) {
      fields.push(
        problem(
          'environment',
          `must be that of ${target.name}: ${target.environment}`,
        ),
      );
    }
    if (item.operation === 'decommission' && item.confirm !== target?.name) {
      fields.push(
        problem(
          `${at}/confirm`,
          `must be the name of what goes: ${target?.name}`,
        ),
      );
    }
    if (item.operation === 'create') {
      fields.push(...(await this.#checkName(item, index, request)));
    }
    return fields;
  }

  async #checkName(
    { name, placements }: PreparedItem,
    index: number,
    request: Assessable,
  ): Promise<FieldError[]> {
    const field = `items/${index}/parameters/name`;
    const again = request.items.findIndex(
      other => other.operation === 'create' && other.name === name,
    );
    if (name !== '' && again !== index) {
      return [problem(field, 'is the name of another item too')];
    }
    for (const { region } of placements) {
      const place = { environment: request.environment, region, name };
      const spare = MAX_ENTITY_NAME - `${place.environment}-${region}-`.length;
      if (name.length > spare) {
        return [
          problem(
            field,
            `may have ${spare} letters in ${place.environment}, ${region}: the catalog names it with both`,
          ),
        ];
      }
      const isTaken = await this.#database.read(db =>
        this.#names.isTaken(db, place, request.id),
      );
      if (isTaken) {
        return [
          problem(
            field,
            `is taken in ${request.environment}, ${region}: ${name}`,
          ),
        ];
      }
    }
    return [];
  }
}

/** A complaint about a field, which its sentence begins with. */
export function problem(field: string, what: string): FieldError {
  return { field, message: `${field} ${what}` };
}
