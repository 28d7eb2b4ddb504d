import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder/alpha';

export default createTranslationMessages({
  ref: scaffolderTranslationRef,
  full: true,
  messages: {
    'aboutCard.launchTemplate': 'Avvia il template',
    'actionsPage.title': 'Azioni installate',
    'actionsPage.pageTitle': 'Azioni installate',
    'actionsPage.subtitle': 'Tutte le azioni che i template possono usare',
    'actionsPage.content.emptyState.title': 'Nulla da mostrare',
    'actionsPage.content.emptyState.description':
      'Non ci sono azioni installate, o il backend non ha risposto.',
    'actionsPage.content.searchFieldPlaceholder': 'Cerca un’azione',
    'actionsPage.action.input': 'Input',
    'actionsPage.action.output': 'Output',
    'actionsPage.action.examples': 'Esempi',
    'fields.entityNamePicker.title': 'Nome',
    'fields.entityNamePicker.description': 'Nome unico del componente',
    'fields.entityPicker.title': 'Entità',
    'fields.entityPicker.description': 'Un’entità del catalogo',
    'fields.entityTagsPicker.title': 'Tag',
    'fields.entityTagsPicker.description':
      'Aggiungi dei tag, ciascuno seguito da Invio. Formato: [a-z0-9+#], separati da [-], al massimo 63 caratteri',
    'fields.multiEntityPicker.title': 'Entità',
    'fields.multiEntityPicker.description': 'Un’entità del catalogo',
    'fields.myGroupsPicker.title': 'Gruppo',
    'fields.myGroupsPicker.description': 'Uno dei tuoi gruppi',
    'fields.ownedEntityPicker.title': 'Entità',
    'fields.ownedEntityPicker.description': 'Un’entità del catalogo',
    'fields.ownerPicker.title': 'Proprietario',
    'fields.ownerPicker.description': 'Il proprietario del componente',
    'fields.azureRepoPicker.organization.title': 'Organizzazione',
    'fields.azureRepoPicker.organization.description':
      'L’organizzazione a cui apparterrà il repository',
    'fields.azureRepoPicker.project.title': 'Progetto',
    'fields.azureRepoPicker.project.description':
      'Il progetto a cui apparterrà il repository',
    'fields.bitbucketRepoPicker.workspaces.title': 'Workspace ammessi',
    'fields.bitbucketRepoPicker.workspaces.inputTitle': 'Workspace',
    'fields.bitbucketRepoPicker.workspaces.description':
      'Il workspace a cui apparterrà il repository',
    'fields.bitbucketRepoPicker.project.title': 'Progetti ammessi',
    'fields.bitbucketRepoPicker.project.inputTitle': 'Progetti',
    'fields.bitbucketRepoPicker.project.description':
      'Il progetto a cui apparterrà il repository',
    'fields.gerritRepoPicker.owner.title': 'Proprietario',
    'fields.gerritRepoPicker.owner.description':
      'Il proprietario del progetto (facoltativo)',
    'fields.gerritRepoPicker.parent.title': 'Progetto superiore',
    'fields.gerritRepoPicker.parent.description':
      'Il progetto superiore a cui apparterrà il repository',
    'fields.giteaRepoPicker.owner.title': 'Proprietari disponibili',
    'fields.giteaRepoPicker.owner.inputTitle': 'Proprietario',
    'fields.giteaRepoPicker.owner.description':
      'Il namespace Gitea a cui apparterrà il repository: il nome di un’organizzazione, di un gruppo, di un sottogruppo, di un utente o del progetto.',
    'fields.githubRepoPicker.owner.title': 'Proprietari disponibili',
    'fields.githubRepoPicker.owner.inputTitle': 'Proprietario',
    'fields.githubRepoPicker.owner.description':
      'L’organizzazione, l’utente o il progetto a cui apparterrà il repository',
    'fields.gitlabRepoPicker.owner.title': 'Proprietari disponibili',
    'fields.gitlabRepoPicker.owner.inputTitle': 'Proprietario',
    'fields.gitlabRepoPicker.owner.description':
      'Il namespace GitLab a cui apparterrà il repository: il nome di un’organizzazione, di un gruppo, di un sottogruppo, di un utente o del progetto.',
    'fields.repoUrlPicker.host.title': 'Host',
    'fields.repoUrlPicker.host.description':
      'L’host su cui verrà creato il repository',
    'fields.repoUrlPicker.repository.title': 'Repository disponibili',
    'fields.repoUrlPicker.repository.inputTitle': 'Repository',
    'fields.repoUrlPicker.repository.description': 'Il nome del repository',
    'fields.repoOwnerPicker.title': 'Proprietario',
    'fields.repoOwnerPicker.description': 'Il proprietario del repository',
    'listTaskPage.title': 'Esecuzioni dei template',
    'listTaskPage.pageTitle': 'Esecuzioni dei template',
    'listTaskPage.subtitle': 'Tutte le esecuzioni avviate',
    'listTaskPage.content.emptyState.title': 'Nulla da mostrare',
    'listTaskPage.content.emptyState.description':
      'Non ci sono esecuzioni, o il backend non ha risposto.',
    'listTaskPage.content.tableTitle': 'Esecuzioni',
    'listTaskPage.content.tableCell.taskID': 'ID',
    'listTaskPage.content.tableCell.template': 'Template',
    'listTaskPage.content.tableCell.created': 'Avviata',
    'listTaskPage.content.tableCell.owner': 'Di',
    'listTaskPage.content.tableCell.status': 'Stato',
    'ownerListPicker.title': 'Di chi',
    'ownerListPicker.options.owned': 'Mie',
    'ownerListPicker.options.all': 'Tutte',
    'ongoingTask.title': 'Esecuzione di',
    'ongoingTask.pageTitle.hasTemplateName': 'Esecuzione di {{templateName}}',
    'ongoingTask.pageTitle.noTemplateName': 'Esecuzione di un template',
    'ongoingTask.subtitle': 'Esecuzione {{taskId}}',
    'ongoingTask.cancelButtonTitle': 'Annulla',
    'ongoingTask.retryButtonTitle': 'Riprova',
    'ongoingTask.startOverButtonTitle': 'Ricomincia',
    'ongoingTask.hideLogsButtonTitle': 'Nascondi i log',
    'ongoingTask.showLogsButtonTitle': 'Mostra i log',
    'ongoingTask.contextMenu.moreOptions': 'Altre opzioni',
    'ongoingTask.contextMenu.hideLogs': 'Nascondi i log',
    'ongoingTask.contextMenu.showLogs': 'Mostra i log',
    'ongoingTask.contextMenu.hideButtonBar': 'Nascondi i pulsanti',
    'ongoingTask.contextMenu.retry': 'Riprova',
    'ongoingTask.contextMenu.showButtonBar': 'Mostra i pulsanti',
    'ongoingTask.contextMenu.startOver': 'Ricomincia',
    'ongoingTask.contextMenu.cancel': 'Annulla',
    'templateEditorForm.stepper.emptyText':
      'Il template non ha parametri di cui mostrare l’anteprima.',
    'renderSchema.tableCell.name': 'Nome',
    'renderSchema.tableCell.title': 'Titolo',
    'renderSchema.tableCell.description': 'Descrizione',
    'renderSchema.tableCell.type': 'Tipo',
    'renderSchema.tableCell.value': 'Valore',
    'renderSchema.undefined': 'Nessuno schema definito',
    'templatingExtensions.title': 'Estensioni per i template',
    'templatingExtensions.pageTitle': 'Estensioni per i template',
    'templatingExtensions.subtitle':
      'Tutte le estensioni che i template possono usare',
    'templatingExtensions.content.emptyState.title': 'Nulla da mostrare',
    'templatingExtensions.content.emptyState.description':
      'Non ci sono estensioni per i template, o il backend non ha risposto.',
    'templatingExtensions.content.searchFieldPlaceholder':
      'Cerca un’estensione',
    'templatingExtensions.content.filters.title': 'Filtri',
    'templatingExtensions.content.filters.notAvailable':
      'Non è definito alcun filtro per i template.',
    'templatingExtensions.content.filters.metadataAbsent':
      'Questo filtro non è descritto',
    'templatingExtensions.content.filters.schema.input': 'Input',
    'templatingExtensions.content.filters.schema.arguments': 'Argomenti',
    'templatingExtensions.content.filters.schema.output': 'Output',
    'templatingExtensions.content.filters.examples': 'Esempi',
    'templatingExtensions.content.functions.title': 'Funzioni',
    'templatingExtensions.content.functions.notAvailable':
      'Non è definita alcuna funzione globale per i template.',
    'templatingExtensions.content.functions.metadataAbsent':
      'Questa funzione non è descritta',
    'templatingExtensions.content.functions.schema.arguments': 'Argomenti',
    'templatingExtensions.content.functions.schema.output': 'Output',
    'templatingExtensions.content.functions.examples': 'Esempi',
    'templatingExtensions.content.values.title': 'Valori',
    'templatingExtensions.content.values.notAvailable':
      'Non è definito alcun valore globale per i template.',
    'templateTypePicker.title': 'Categorie',
    'templateIntroPage.title': 'Gestione dei template',
    'templateIntroPage.subtitle':
      'Per modificare, vedere in anteprima e provare template, moduli e campi',
    'templateFormPage.title': 'Editor dei template',
    'templateFormPage.subtitle':
      'Per modificare, vedere in anteprima e provare i moduli dei template',
    'templateCustomFieldPage.title': 'Campi personalizzati',
    'templateCustomFieldPage.subtitle':
      'Per modificare, vedere in anteprima e provare i campi personalizzati',
    'templateEditorPage.title': 'Editor dei template',
    'templateEditorPage.subtitle':
      'Per modificare, vedere in anteprima e provare i template e i loro moduli',
    'templateEditorPage.dryRunResults.title': 'Risultati delle prove',
    'templateEditorPage.dryRunResultsList.title': 'Risultato {{resultId}}',
    'templateEditorPage.dryRunResultsList.downloadButtonTitle':
      'Scarica come .zip',
    'templateEditorPage.dryRunResultsList.deleteButtonTitle':
      'Elimina il risultato',
    'templateEditorPage.dryRunResultsView.tab.files': 'File',
    'templateEditorPage.dryRunResultsView.tab.log': 'Log',
    'templateEditorPage.dryRunResultsView.tab.output': 'Output',
    'templateEditorPage.taskStatusStepper.skippedStepTitle': 'Saltato',
    'templateEditorPage.customFieldExplorer.selectFieldLabel':
      'Scegli il campo personalizzato',
    'templateEditorPage.customFieldExplorer.fieldForm.title':
      'Opzioni del campo',
    'templateEditorPage.customFieldExplorer.fieldForm.applyButtonTitle':
      'Applica',
    'templateEditorPage.customFieldExplorer.fieldPreview.title':
      'Anteprima del campo',
    'templateEditorPage.customFieldExplorer.preview.title':
      'Nella spec del template',
    'templateEditorPage.templateEditorBrowser.closeConfirmMessage':
      'Confermi? Le modifiche non salvate andranno perse',
    'templateEditorPage.templateEditorBrowser.saveIconTooltip':
      'Salva tutti i file',
    'templateEditorPage.templateEditorBrowser.reloadIconTooltip':
      'Ricarica la cartella',
    'templateEditorPage.templateEditorBrowser.closeIconTooltip':
      'Chiudi la cartella',
    'templateEditorPage.templateEditorIntro.title':
      'Per cominciare scegli una delle possibilità qui sotto',
    'templateEditorPage.templateEditorIntro.loadLocal.title':
      'Apri la cartella di un template',
    'templateEditorPage.templateEditorIntro.loadLocal.description':
      'Apri una cartella del tuo computer, per modificare il tuo template e provarne l’esecuzione.',
    'templateEditorPage.templateEditorIntro.loadLocal.unsupportedTooltip':
      'Possibile solo in alcuni browser basati su Chromium, con la pagina aperta via HTTPS',
    'templateEditorPage.templateEditorIntro.createLocal.title':
      'Crea un nuovo template',
    'templateEditorPage.templateEditorIntro.createLocal.description':
      'Crea una cartella sul tuo computer, per modificare il tuo template e provarne l’esecuzione.',
    'templateEditorPage.templateEditorIntro.createLocal.unsupportedTooltip':
      'Possibile solo in alcuni browser basati su Chromium, con la pagina aperta via HTTPS',
    'templateEditorPage.templateEditorIntro.formEditor.title':
      'Prova il modulo di un template',
    'templateEditorPage.templateEditorIntro.formEditor.description':
      'Modifica e vedi in anteprima il modulo di un template, d’esempio o del catalogo.',
    'templateEditorPage.templateEditorIntro.fieldExplorer.title':
      'Campi personalizzati',
    'templateEditorPage.templateEditorIntro.fieldExplorer.description':
      'Guarda e prova i campi personalizzati che sono installati.',
    'templateEditorPage.templateEditorTextArea.saveIconTooltip':
      'Salva il file',
    'templateEditorPage.templateEditorTextArea.refreshIconTooltip':
      'Ricarica il file',
    'templateEditorPage.templateEditorTextArea.emptyStateParagraph':
      'Scegli un’azione dal menu File.',
    'templateEditorPage.templateFormPreviewer.title':
      'Apri un template esistente',
    'templateListPage.title': 'Crea',
    'templateListPage.subtitle':
      'Prenotazioni, richieste e componenti nuovi, con i template della tua organizzazione',
    'templateListPage.pageTitle': 'Crea',
    'templateListPage.templateGroups.defaultTitle': 'Template',
    'templateListPage.templateGroups.otherTitle': 'Altri template',
    'templateListPage.contentHeader.registerExistingButtonTitle':
      'Registra un componente esistente',
    'templateListPage.contentHeader.supportButtonTitle':
      'Con i template si creano cose nuove secondo un modello: ogni template ne crea di un tipo diverso (servizi, siti web, documentazione…).',
    'templateListPage.additionalLinksForEntity.viewTechDocsTitle':
      'Vedi TechDocs',
    'templateWizardPage.title': 'Crea',
    'templateWizardPage.subtitle':
      'Prenotazioni, richieste e componenti nuovi, con i template della tua organizzazione',
    'templateWizardPage.pageTitle': 'Crea',
    'templateWizardPage.templateWithTitle': 'Crea: {{templateTitle}}',
    'templateWizardPage.pageContextMenu.editConfigurationTitle':
      'Modifica la configurazione',
    'templateEditorToolbar.customFieldExplorerTooltip': 'Campi personalizzati',
    'templateEditorToolbar.installedActionsDocumentationTooltip':
      'Documentazione delle azioni installate',
    'templateEditorToolbar.templatingExtensionsDocumentationTooltip':
      'Documentazione delle estensioni per i template',
    'templateEditorToolbar.addToCatalogButton': 'Pubblica',
    'templateEditorToolbar.addToCatalogDialogTitle': 'Pubblica le modifiche',
    'templateEditorToolbar.addToCatalogDialogContent.stepsIntroduction':
      'Per creare o aggiornare un template:',
    'templateEditorToolbar.addToCatalogDialogContent.stepsListItems':
      'Salva i file del template in una cartella del tuo computer\nApri una pull request verso un repository git, nuovo o esistente\nSe il template esiste già, il catalogo mostrerà le modifiche appena la pull request sarà unita\nSe invece il template è nuovo, segui la documentazione indicata qui sotto per registrarne il repository nel catalogo',
    'templateEditorToolbar.addToCatalogDialogActions.documentationButton':
      'Vai alla documentazione',
    'templateEditorToolbar.addToCatalogDialogActions.documentationUrl':
      'https://backstage.io/docs/features/software-templates/adding-templates/',
    'templateEditorToolbarFileMenu.button': 'File',
    'templateEditorToolbarFileMenu.options.openDirectory':
      'Apri la cartella di un template',
    'templateEditorToolbarFileMenu.options.createDirectory':
      'Crea la cartella di un template',
    'templateEditorToolbarFileMenu.options.closeEditor':
      'Chiudi l’editor dei template',
    'templateEditorToolbarTemplatesMenu.button': 'Template',
  },
});
