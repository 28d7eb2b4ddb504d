import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { scaffolderReactTranslationRef } from '@backstage/plugin-scaffolder-react/alpha';

export default createTranslationMessages({
  ref: scaffolderReactTranslationRef,
  full: true,
  messages: {
    'passwordWidget.content':
      'Questo campo non è sicuro. Al posto di `ui:widget: password` usa [`ui:field: Secret`](https://backstage.io/docs/features/software-templates/writing-templates/#using-secrets)',
    'scaffolderPageContextMenu.moreLabel': 'altro',
    'scaffolderPageContextMenu.createLabel': 'Crea',
    'scaffolderPageContextMenu.editorLabel': 'Gestione dei template',
    'scaffolderPageContextMenu.actionsLabel': 'Azioni installate',
    'scaffolderPageContextMenu.tasksLabel': 'Esecuzioni',
    'scaffolderPageContextMenu.templatingExtensionsLabel':
      'Estensioni per i template',
    'stepper.backButtonText': 'Indietro',
    'stepper.createButtonText': 'Crea',
    'stepper.reviewButtonText': 'Riepilogo',
    'stepper.stepIndexLabel': 'Passo {{index, number}}',
    'stepper.nextButtonText': 'Avanti',
    'templateCategoryPicker.title': 'Categorie',
    'templateCard.noDescription': 'Nessuna descrizione',
    'templateCard.chooseButtonText': 'Scegli',
    'cardHeader.detailBtnTitle': 'Mostra i dettagli del template',
    'templateOutputs.title': 'Testo prodotto',
    'workflow.noDescription': 'Nessuna descrizione',
  },
});
