import { catalogueIt } from './catalogue.it';
import { commonIt } from './common.it';
import { formIt } from './form.it';
import { inventoryIt } from './inventory.it';
import { listsIt } from './lists.it';
import { requestIt } from './request.it';
import { reviewIt } from './review.it';
import { scaffolderIt } from './scaffolder.it';
import { servicesIt } from './services.it';

export default {
  ...commonIt,
  ...catalogueIt,
  ...requestIt,
  ...formIt,
  ...listsIt,
  ...reviewIt,
  ...servicesIt,
  ...inventoryIt,
  ...scaffolderIt,
};
