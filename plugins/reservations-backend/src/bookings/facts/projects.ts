import { chargeOf } from '../../domain/projectBudget';
import type { ProjectStore } from '../../projects/ProjectStore';
import { type ChargedBooking, readCharged } from '../../projects/readCharged';
import type { FactSource } from './FactSource';

/**
 * The project that is to be charged, and what is charged to it already. Its row
 * is locked first: of bookings on different resources that each fit the budget
 * alone, the later one is judged on what the earlier one has left.
 */
export function projectFacts(projects: ProjectStore): FactSource {
  return {
    async read(db, { plans, booker, exceptBookings, lock }) {
      const code = booker.project;
      if (code === undefined || plans.length === 0) {
        return {};
      }
      const project = lock
        ? await projects.lock(db, code)
        : await projects.find(db, code);
      if (!project) {
        return {};
      }
      const { budget, siteId } = project;
      const [{ inventory }] = plans;
      const charged = await readCharged(db, [code], inventory);
      const isReplaced = ({ id }: ChargedBooking) =>
        exceptBookings.includes(id);
      const sum = (bookings: ChargedBooking[]) =>
        bookings.reduce(
          (total, { use }) => total + chargeOf(budget, use).amount,
          0,
        );
      return {
        project: {
          code,
          title: project.title,
          site:
            siteId === undefined
              ? undefined
              : { id: siteId, title: inventory.site(siteId)?.title ?? siteId },
          holders: new Set(project.holders),
          from: project.from,
          until: project.until,
          archived: project.archived,
          budget,
          spent: sum(charged.filter(one => !isReplaced(one))),
          replaced: sum(charged.filter(isReplaced)),
        },
      };
    },
  };
}
