import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { catalogReactTranslationRef } from '@backstage/plugin-catalog-react/alpha';

export default createTranslationMessages({
  ref: catalogReactTranslationRef,
  full: true,
  messages: {
    'catalogFilter.title': 'Filtri',
    'catalogFilter.buttonTitle': 'Filtri',
    'entityKindPicker.title': 'Kind',
    'entityKindPicker.errorMessage': 'Non è stato possibile caricare i kind',
    'entityLifecyclePicker.title': 'Ciclo di vita',
    'entityNamespacePicker.title': 'Namespace',
    'entityOwnerPicker.title': 'Proprietario',
    'entityProcessingStatusPicker.title': 'Stato dell’elaborazione',
    'entityTagPicker.title': 'Tag',
    'entityPeekAheadPopover.title': 'Apri l’entità per vederne tutti i tag.',
    'entityPeekAheadPopover.emailCardAction.title': 'Scrivi a {{email}}',
    'entityPeekAheadPopover.emailCardAction.subTitle': 'mailto {{email}}',
    'entityPeekAheadPopover.emailCardAction.ariaLabel': 'E-mail',
    'entityPeekAheadPopover.entityCardActionsAriaLabel': 'Mostra',
    'entityPeekAheadPopover.entityCardActionsTitle': 'Mostra i dettagli',
    'entitySearchBar.placeholder': 'Cerca',
    'entityTypePicker.title': 'Tipo',
    'entityTypePicker.errorMessage': 'Non è stato possibile caricare i tipi',
    'entityTypePicker.optionAllTitle': 'tutti',
    'favoriteEntity.addToFavorites': 'Aggiungi ai preferiti',
    'favoriteEntity.removeFromFavorites': 'Togli dai preferiti',
    'inspectEntityDialog.title': 'Ispezione dell’entità',
    'inspectEntityDialog.closeButtonTitle': 'Chiudi',
    'inspectEntityDialog.ancestryPage.title': 'Discendenza',
    'inspectEntityDialog.ancestryPage.description':
      'Le entità da cui deriva questa: la catena di entità in cui i {{processorsLink}} altre entità, fino a questa. È una cosa del tutto diversa dalle relazioni.',
    'inspectEntityDialog.ancestryPage.processorsLink':
      'processori hanno emesso',
    'inspectEntityDialog.colocatedPage.title': 'Nello stesso luogo',
    'inspectEntityDialog.colocatedPage.description':
      'Le entità che vengono dalla stessa fonte (per esempio dallo stesso file YAML) o dalla stessa origine (per esempio dall’URL registrato).',
    'inspectEntityDialog.colocatedPage.alertNoLocation':
      'L’entità non dice da dove viene.',
    'inspectEntityDialog.colocatedPage.alertNoEntity':
      'In questo luogo non ci sono altre entità.',
    'inspectEntityDialog.colocatedPage.locationHeader': 'Dallo stesso luogo',
    'inspectEntityDialog.colocatedPage.originHeader': 'Dalla stessa origine',
    'inspectEntityDialog.colocatedPage.entityListAriaLabel':
      'Entità dello stesso luogo',
    'inspectEntityDialog.jsonPage.title': 'Entità come JSON',
    'inspectEntityDialog.jsonPage.description':
      'I dati dell’entità così come li dà il catalogo, in JSON.',
    'inspectEntityDialog.overviewPage.title': 'Panoramica',
    'inspectEntityDialog.overviewPage.relation.title': 'Relazioni',
    'inspectEntityDialog.overviewPage.status.title': 'Stato',
    'inspectEntityDialog.overviewPage.identity.title': 'Identità',
    'inspectEntityDialog.overviewPage.metadata.title': 'Metadati',
    'inspectEntityDialog.overviewPage.annotations': 'Annotazioni',
    'inspectEntityDialog.overviewPage.labels': 'Etichette',
    'inspectEntityDialog.overviewPage.tags': 'Tag',
    'inspectEntityDialog.overviewPage.copyAriaLabel': 'Copia {{label}}',
    'inspectEntityDialog.overviewPage.copiedStatus': 'Copiato',
    'inspectEntityDialog.overviewPage.helpLinkAriaLabel': 'Per saperne di più',
    'inspectEntityDialog.yamlPage.title': 'Entità come YAML',
    'inspectEntityDialog.yamlPage.description':
      'I dati dell’entità così come li dà il catalogo, in YAML.',
    'inspectEntityDialog.tabNames.overview': 'Panoramica',
    'inspectEntityDialog.tabNames.ancestry': 'Discendenza',
    'inspectEntityDialog.tabNames.colocated': 'Nello stesso luogo',
    'inspectEntityDialog.tabNames.json': 'JSON',
    'inspectEntityDialog.tabNames.yaml': 'YAML',
    'inspectEntityDialog.tabsAriaLabel': 'Che cosa ispezionare',
    'unregisterEntityDialog.title': 'Rimuovere questa entità dal catalogo?',
    'unregisterEntityDialog.cancelButtonTitle': 'Annulla',
    'unregisterEntityDialog.deleteButtonTitle': 'Elimina l’entità',
    'unregisterEntityDialog.deleteEntitySuccessMessage':
      'Entità {{entityName}} rimossa',
    'unregisterEntityDialog.bootstrapState.title':
      'Questa entità non si può rimuovere: viene da una configurazione protetta di Backstage (location “{{location}}”). Se pensi che sia un errore, rivolgiti a chi cura {{appTitle}}.',
    'unregisterEntityDialog.bootstrapState.advancedDescription':
      'Puoi eliminare l’entità stessa dal catalogo, ma solo se sai che il suo file è stato eliminato o spostato. Altrimenti ricompare al prossimo aggiornamento.',
    'unregisterEntityDialog.bootstrapState.advancedOptions': 'Opzioni avanzate',
    'unregisterEntityDialog.onlyDeleteStateTitle':
      'Questa entità non sembra venire da una location registrata: si può solo eliminare dal catalogo.',
    'unregisterEntityDialog.unregisterState.title':
      'Verranno rimosse dal catalogo queste entità:',
    'unregisterEntityDialog.unregisterState.subTitle':
      'Che vengono da questa location:',
    'unregisterEntityDialog.unregisterState.description':
      'Per tornare indietro, registra di nuovo l’entità in {{appTitle}}.',
    'unregisterEntityDialog.unregisterState.unregisterButtonTitle':
      'Rimuovi la location',
    'unregisterEntityDialog.unregisterState.advancedOptions':
      'Opzioni avanzate',
    'unregisterEntityDialog.unregisterState.advancedDescription':
      'Puoi anche eliminare l’entità stessa dal catalogo, ma solo se sai che il suo file è stato eliminato o spostato. Altrimenti ricompare al prossimo aggiornamento.',
    'unregisterEntityDialog.errorStateTitle':
      'Errore interno: stato sconosciuto',
    'userListPicker.defaultOrgName': 'Azienda',
    'userListPicker.personalFilter.title': 'Personali',
    'userListPicker.personalFilter.ownedLabel': 'Di mia proprietà',
    'userListPicker.personalFilter.starredLabel': 'Preferiti',
    'userListPicker.orgFilterAllLabel': 'Tutto',
    'entityTableColumnTitle.name': 'Nome',
    'entityTableColumnTitle.system': 'Sistema',
    'entityTableColumnTitle.owner': 'Proprietario',
    'entityTableColumnTitle.type': 'Tipo',
    'entityTableColumnTitle.lifecycle': 'Ciclo di vita',
    'entityTableColumnTitle.namespace': 'Namespace',
    'entityTableColumnTitle.description': 'Descrizione',
    'entityTableColumnTitle.tags': 'Tag',
    'entityTableColumnTitle.targets': 'Destinazioni',
    'entityTableColumnTitle.title': 'Titolo',
    'entityTableColumnTitle.label': 'Etichetta',
    'entityTableColumnTitle.domain': 'Dominio',
    'entityRelationCard.emptyHelpLinkTitle': 'Come cambiarlo.',
    'missingAnnotationEmptyState.title': 'Annotazione mancante',
    'missingAnnotationEmptyState.readMore': 'Per saperne di più',
    'missingAnnotationEmptyState.annotationYaml':
      'Aggiungi l’annotazione allo YAML di {{entityKind}} come nell’esempio evidenziato:',
    'missingAnnotationEmptyState.generateDescription_one':
      'Manca l’annotazione {{annotations}}. Per usare questo strumento va aggiunta a {{entityKind}}.',
    'missingAnnotationEmptyState.generateDescription_other':
      'Mancano le annotazioni {{annotations}}. Per usare questo strumento vanno aggiunte a {{entityKind}}.',
  },
});
