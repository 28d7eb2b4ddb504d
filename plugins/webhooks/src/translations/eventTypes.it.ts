/** What event types are called and mean, by type: title, then description. */
export const eventTypesIt: Record<string, readonly [string, string]> = {
  'booking.affected': [
    'Prenotazione interessata',
    'Ciò che è prenotato sarà, o è già, fuori servizio in quel periodo; la prenotazione resta com’era.',
  ],
  'booking.cancelled': [
    'Prenotazione annullata',
    'Una prenotazione è stata annullata prima dell’inizio.',
  ],
  'booking.changed': [
    'Prenotazione modificata',
    'Di una prenotazione sono cambiati l’orario, le risorse, i testi, il titolare o i partecipanti.',
  ],
  'booking.checked_in': [
    'Check-in effettuato',
    'Qualcuno si è presentato a una prenotazione che inizia solo così: inizia alla sua ora, o subito se è già passata.',
  ],
  'booking.confirmed': [
    'Prenotazione approvata',
    'Una prenotazione in attesa è stata approvata: è confermata, e seguiranno preparazione e inizio. Ciò che non richiede approvazione è confermato già alla creazione.',
  ],
  'booking.created': [
    'Prenotazione creata',
    'È stata creata una prenotazione. Il suo stato dice se è confermata.',
  ],
  'booking.ended': [
    'Prenotazione terminata',
    'Ciò che era iniziato è finito, alla sua ora o prima. Ce n’è sempre uno per ogni prenotazione iniziata; e uno con il motivo no_show per una prenotazione lasciata cadere perché nessuno ha fatto il check-in, e quindi mai iniziata.',
  ],
  'booking.expired': [
    'Prenotazione decaduta',
    'Nessuno ha deciso in tempo su una prenotazione in attesa; il suo orario è di nuovo libero.',
  ],
  'booking.extended': [
    'Prenotazione prolungata',
    'Una prenotazione finisce più tardi del previsto.',
  ],
  'booking.off_hours_warning': [
    'Prenotazione che termina per la notte',
    'Una prenotazione in corso sta per essere terminata per la notte, all’ora in offHoursAt, se nessuno la mantiene.',
  ],
  'booking.provisioning_changed': [
    'Allestimento cambiato',
    'Chi allestisce le risorse ha riferito come procede.',
  ],
  'booking.rejected': [
    'Prenotazione rifiutata',
    'Una prenotazione in attesa non è stata approvata; il suo orario è di nuovo libero.',
  ],
  'booking.setup_started': [
    'Preparazione iniziata',
    'Inizia la preparazione delle risorse: da ora vanno predisposte. Solo per risorse il cui tipo ha un tempo di preparazione; se in una prenotazione i tempi sono diversi, c’è un evento per ciascun istante.',
  ],
  'booking.started': [
    'Prenotazione iniziata',
    'La prenotazione è iniziata: le risorse sono di chi le ha prenotate.',
  ],
  'booking.teardown_ended': [
    'Ripristino terminato',
    'Il ripristino delle risorse è finito: ciò che era stato allestito deve ormai essere stato rimosso. Solo per risorse il cui tipo ha un tempo di ripristino, e per quelle preparate per una prenotazione poi annullata o spostata prima dell’inizio.',
  ],
  'certification.changed': [
    'Certificazione modificata',
    'È cambiato ciò che dice una certificazione; `before` è com’era.',
  ],
  'certification.created': [
    'Certificazione definita',
    'Le regole possono richiedere una nuova certificazione.',
  ],
  'certification.expiring': [
    'Certificazione in scadenza',
    'La certificazione di qualcuno scade entro trenta giorni; si dice una volta sola.',
  ],
  'certification.granted': [
    'Certificazione rilasciata',
    'Qualcuno è certificato.',
  ],
  'certification.renewed': [
    'Certificazione rinnovata',
    'La certificazione di qualcuno dura di più, o di meno; `before` è com’era.',
  ],
  'certification.revoked': [
    'Certificazione revocata',
    'A qualcuno è stata tolta una certificazione; `affectedBookings` sono le sue prenotazioni a cui ora manca.',
  ],
  'feed_token.created': [
    'Feed di calendario creato',
    'Una persona ha creato per sé l’indirizzo di un feed di calendario.',
  ],
  'feed_token.revoked': [
    'Feed di calendario revocato',
    'L’indirizzo di un feed di calendario non risponde più.',
  ],
  'grant.changed': [
    'Accesso modificato',
    'Un accesso concesso finisce prima o dopo il previsto.',
  ],
  'grant.created': [
    'Accesso concesso',
    'Una sede, o una risorsa con le sue parti, è stata aperta a qualcuno per un certo tempo.',
  ],
  'grant.ended': [
    'Accesso finito',
    'Un accesso concesso è arrivato alla fine.',
  ],
  'grant.revoked': [
    'Accesso revocato',
    'Un accesso concesso è stato terminato prima del tempo.',
  ],
  'maintenance.cancelled': [
    'Manutenzione annullata',
    'Una finestra di manutenzione è stata annullata prima dell’inizio.',
  ],
  'maintenance.changed': [
    'Manutenzione modificata',
    'Sono cambiati l’orario o i testi di una finestra di manutenzione.',
  ],
  'maintenance.ended': [
    'Manutenzione finita',
    'Una risorsa e le sue parti si possono di nuovo prenotare.',
  ],
  'maintenance.scheduled': [
    'Manutenzione programmata',
    'Una risorsa e le sue parti saranno fuori servizio per un certo tempo; ogni prenotazione che vi cade ha un evento suo.',
  ],
  'maintenance.started': [
    'Manutenzione iniziata',
    'Una risorsa e le sue parti sono ora fuori servizio.',
  ],
  'member.added': [
    'Membro aggiunto',
    'Un utente o un gruppo è diventato amministratore o membro di una sede.',
  ],
  'member.removed': [
    'Membro tolto',
    'Un utente o un gruppo non è più amministratore o membro di una sede.',
  ],
  'offering.archived': ['Offerta archiviata', 'Qualcosa non è più offerto.'],
  'offering.changed': [
    'Offerta modificata',
    'C’è una nuova versione di qualcosa che si può richiedere.',
  ],
  'offering.created': [
    'Offerta aggiunta',
    'C’è qualcosa di nuovo da richiedere.',
  ],
  'problem.acknowledged': [
    'Problema preso in carico',
    'Qualcuno si occupa di un problema, o ha messo per questo la risorsa fuori servizio.',
  ],
  'problem.reported': [
    'Problema segnalato',
    'Qualcuno ha detto che cosa non va in una risorsa.',
  ],
  'problem.resolved': [
    'Problema risolto',
    'Un problema di una risorsa è risolto.',
  ],
  'project.archived': [
    'Progetto archiviato',
    'A un progetto non si addebita più nulla.',
  ],
  'project.changed': [
    'Progetto modificato',
    'Sono cambiati titolari, date, budget o nome di un progetto; `before` è com’era.',
  ],
  'project.created': [
    'Progetto creato',
    'A un nuovo progetto si possono addebitare prenotazioni.',
  ],
  'request.approved': [
    'Richiesta approvata',
    'Un revisore ha approvato una revisione. Lo stato dice se servono altre approvazioni.',
  ],
  'request.changed': [
    'Richiesta modificata',
    'È cambiato ciò che una richiesta chiede.',
  ],
  'request.changes_requested': [
    'Richiesta rimandata indietro',
    'Un revisore ha rimandato indietro una richiesta, dicendo che cosa va cambiato.',
  ],
  'request.claim_released': [
    'Revisione lasciata',
    'Un revisore ha lasciato la revisione di una richiesta.',
  ],
  'request.claimed': [
    'Revisione presa',
    'Un revisore ha preso la revisione di una richiesta.',
  ],
  'request.commented': [
    'Richiesta commentata',
    'Qualcuno ha detto qualcosa su una richiesta.',
  ],
  'request.conflicted': [
    'Pull request in conflitto',
    'La pull request di una richiesta non si può integrare così com’è stata approvata.',
  ],
  'request.converging': [
    'Richiesta in corso',
    'Ciò che è stato integrato si sta creando; lo stato dice come procede.',
  ],
  'request.created': [
    'Richiesta iniziata',
    'Qualcuno, o il portale, ha iniziato una richiesta di servizi.',
  ],
  'request.expired': [
    'Richiesta scaduta',
    'Nessuno ha portato avanti in tempo una richiesta.',
  ],
  'request.merged': [
    'Richiesta integrata',
    'La pull request di una richiesta è stata integrata.',
  ],
  'request.policy_failed': [
    'Richiesta respinta da una regola',
    'All’approvazione o all’integrazione una regola ha respinto ciò che prima aveva lasciato passare, o non ha saputo dire.',
  ],
  'request.pull_request_closed': [
    'Pull request chiusa',
    'La pull request di una richiesta è stata chiusa senza essere integrata.',
  ],
  'request.pull_request_opened': [
    'Pull request aperta',
    'La pull request di una richiesta approvata è aperta.',
  ],
  'request.ready': [
    'Richiesta compiuta',
    'Ogni servizio di una richiesta è come è stato chiesto, o non c’è più se così è stato chiesto.',
  ],
  'request.rebased': [
    'Richiesta rimessa a posto',
    'Dopo un conflitto una richiesta è stata rigenerata sullo stato attuale del repository.',
  ],
  'request.rejected': [
    'Richiesta respinta',
    'Un revisore ha respinto una richiesta in modo definitivo.',
  ],
  'request.submitted': [
    'Richiesta consegnata',
    'Una richiesta è stata consegnata per la revisione.',
  ],
  'request.withdrawn': [
    'Richiesta ritirata',
    'Una richiesta è stata ritirata prima dell’integrazione.',
  ],
  'resource.archived': [
    'Risorsa archiviata',
    'Una risorsa è stata tolta dall’inventario; la sua storia resta.',
  ],
  'resource.changed': [
    'Risorsa modificata',
    'Una risorsa è stata modificata, ma non il suo stato.',
  ],
  'resource.created': [
    'Risorsa aggiunta',
    'All’inventario è stata aggiunta una risorsa.',
  ],
  'resource.status_changed': [
    'Stato della risorsa cambiato',
    'Una risorsa è stata messa fuori servizio, o rimessa in servizio.',
  ],
  'service.changed': [
    'Modifica del servizio integrata',
    'I manifesti di un servizio sono stati modificati.',
  ],
  'service.created': [
    'Servizio integrato',
    'I manifesti di un nuovo servizio sono stati integrati.',
  ],
  'service.expiring': [
    'Servizio in scadenza',
    'La data di fine di un servizio è vicina.',
  ],
  'service.extended': [
    'Servizio prolungato',
    'La data di fine di un servizio è stata spostata.',
  ],
  'service.ready': ['Servizio pronto', 'Un servizio è come è stato integrato.'],
  'service.removed': ['Servizio rimosso', 'Un servizio non c’è più.'],
  'service.status_changed': [
    'Stato del servizio cambiato',
    'È cambiato come sta un servizio, o che cosa differisce da ciò che è stato integrato.',
  ],
  'site.archived': ['Sede archiviata', 'Una sede non è più in uso.'],
  'site.changed': [
    'Sede modificata',
    'Di una sede sono cambiati i testi, gli orari o chi ne fa parte.',
  ],
  'site.created': ['Sede aggiunta', 'È stata aggiunta una sede.'],
  'ssh_key.added': [
    'Chiave SSH aggiunta',
    'Una persona ha lasciato una chiave pubblica per le macchine che prenota.',
  ],
  'ssh_key.removed': [
    'Chiave SSH tolta',
    'Una persona ha ritirato una chiave pubblica: non deve più aprire nulla.',
  ],
  'type.changed': [
    'Tipo di risorsa modificato',
    'Un tipo di risorsa è stato modificato. Le prenotazioni già fatte mantengono i loro tempi di preparazione e ripristino.',
  ],
  'type.created': [
    'Tipo di risorsa aggiunto',
    'È stato aggiunto un tipo di risorsa.',
  ],
  'type.deleted': [
    'Tipo di risorsa eliminato',
    'È stato eliminato un tipo che nessuna risorsa ha.',
  ],
  'waitlist.accepted': [
    'Offerta accettata',
    'Ciò che era tenuto da parte è diventato una prenotazione, che viene annunciata anche come creata.',
  ],
  'waitlist.joined': [
    'Qualcuno è in lista d’attesa',
    'Qualcuno aspetta che si liberi una risorsa, o una qualsiasi di un tipo.',
  ],
  'waitlist.lapsed': [
    'Offerta finita',
    'Ciò che era tenuto da parte passa a chi segue: è stato rifiutato, nessuno ha risposto in tempo, o non serve più.',
  ],
  'waitlist.left': [
    'Qualcuno non aspetta più',
    'Qualcuno ha lasciato la lista d’attesa senza un’offerta, o l’orario che aspettava è arrivato.',
  ],
  'waitlist.offered': [
    'Orario tenuto da parte',
    'L’orario che qualcuno aspettava si è liberato ed è tenuto da parte per lui, finché risponde o l’offerta decade.',
  ],
};
