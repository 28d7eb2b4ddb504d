import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { orgTranslationRef } from '@backstage/plugin-org/alpha';

export default createTranslationMessages({
  ref: orgTranslationRef,
  full: true,
  messages: {
    'groupProfileCard.groupNotFound': 'Gruppo non trovato',
    'groupProfileCard.editIconButtonTitle': 'Modifica i metadati',
    'groupProfileCard.refreshIconButtonTitle': 'Aggiorna l’entità',
    'groupProfileCard.refreshIconButtonAriaLabel': 'Aggiorna',
    'groupProfileCard.listItemTitle.entityRef': 'Riferimento',
    'groupProfileCard.listItemTitle.email': 'E-mail',
    'groupProfileCard.listItemTitle.parentGroup': 'Gruppo superiore',
    'groupProfileCard.listItemTitle.childGroups': 'Sottogruppi',
    'membersListCard.cardLabel': 'Pagina di {{memberName}}',
    'membersListCard.title': 'Membri di {{groupName}}',
    'membersListCard.noMembersDescription': 'Questo gruppo non ha membri.',
    'membersListCard.noSearchResult':
      'Nessun membro corrisponde a “{{searchTerm}}”.',
    'membersListCard.aggregateMembersToggle.label': 'Anche i sottogruppi',
    'ownershipCard.title': 'Di sua proprietà',
    'ownershipCard.aggregateRelationsToggle.label':
      'Anche la proprietà indiretta',
    'userProfileCard.userNotFound': 'Utente non trovato',
    'userProfileCard.editIconButtonTitle': 'Modifica i metadati',
    'userProfileCard.listItemTitle.email': 'E-mail',
    'userProfileCard.listItemTitle.memberOf': 'Membro di',
    'userProfileCard.moreGroupButtonTitle': '…altri ({{number}})',
    'userProfileCard.allGroupDialog.title': 'Tutti i gruppi di {{name}}:',
    'userProfileCard.allGroupDialog.closeButtonTitle': 'Chiudi',
  },
});
