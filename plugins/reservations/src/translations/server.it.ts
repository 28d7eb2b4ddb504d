import type { Phrases } from '@callboard/frontend-kit';

/** What the server says of a request that it cannot grant. */
export const serverIt: Phrases = {
  'What you want to book keeps changing; try again in a moment':
    'Quello che vuoi prenotare continua a cambiare: riprova fra un momento',
  // Bookings
  'Everything in this series has begun or is over':
    'In questa serie è tutto già iniziato o concluso',
  'Nobody has to check in to this booking':
    'Per questa prenotazione non serve il check-in',
  'Nobody has to decide on this booking':
    'Su questa prenotazione nessuno deve decidere',
  'This booking has become part of another series; load it again':
    'Questa prenotazione è passata a un’altra serie: ricaricala',
  'This booking has begun; change one of those to come':
    'Questa prenotazione è iniziata: modifica una di quelle future',
  'This booking has lapsed: nobody decided in time':
    'Questa prenotazione è scaduta: nessuno ha deciso in tempo',
  'This booking is no longer part of its series':
    'Questa prenotazione non fa più parte della sua serie',
  'This booking is not ended for any night':
    'Questa prenotazione non viene terminata per nessuna notte',
  'This booking was given up because nobody checked in in time':
    'Questa prenotazione è stata liberata perché nessuno ha fatto il check-in in tempo',
  'This report is about another booking':
    'Questa segnalazione riguarda un’altra prenotazione',
  'This time is held for somebody on the waitlist and is no booking yet; accept or decline the offer':
    'Questo orario è tenuto per qualcuno in lista d’attesa e non è ancora una prenotazione: accetta o rifiuta l’offerta',
  'You do not take part in this booking': 'Non partecipi a questa prenotazione',
  'You take part as one of ${{ group }}; whoever owns the booking can change that':
    'Partecipi come membro di ${{ group }}: può cambiarlo chi ha la prenotazione',
  'You may no longer use what this booking is for; you may cancel it':
    'Non puoi più usare quello che hai prenotato; puoi annullare la prenotazione',
  'You may no longer use what this series is for; you may cancel it':
    'Non puoi più usare quello che hai prenotato; puoi annullare la serie',
  'Check-in opens at ${{ time }}': 'Il check-in si apre alle ${{ time }}',
  'Check-in was until ${{ time }}': 'Il check-in era fino alle ${{ time }}',
  'This booking is ${{ status }} already':
    'Questa prenotazione è già ${{ status }}',
  'This booking is ${{ status }} and can no longer be left':
    'Questa prenotazione è ${{ status }} e non si può più lasciare',
  'This booking is ${{ status }} and can no longer be changed':
    'Questa prenotazione è ${{ status }} e non si può più modificare',
  'This booking is ${{ status }} and can no longer be handed on':
    'Questa prenotazione è ${{ status }} e non si può più cedere',
  'This booking is ${{ status }}; only one that is active can be kept':
    'Questa prenotazione è ${{ status }}: si può tenere solo se è in corso',
  'This booking is ${{ status }}; there is no no-show to waive':
    'Questa prenotazione è ${{ status }}: non c’è alcun mancato utilizzo da condonare',
  'This booking is ${{ status }}, so there is nothing to ${{ what }}':
    'Questa prenotazione è ${{ status }}: non c’è più nulla da fare',
  'This booking is ${{ status }}; nobody can check in to it':
    'Questa prenotazione è ${{ status }}: non si può fare il check-in',
  'This booking is ${{ status }}; only one that is confirmed or active can be extended':
    'Questa prenotazione è ${{ status }}: si prolunga solo se è confermata o in corso',
  confirmed: 'confermata',
  active: 'in corso',
  completed: 'conclusa',
  released: 'liberata',
  cancelled: 'annullata',
  no_show: 'non utilizzata',
  // Waitlist
  'Nothing is offered any more': 'Non c’è più alcuna offerta',
  'Nothing is offered yet': 'Non c’è ancora alcuna offerta',
  'Nobody may wait for more than ${{ number }} things at once; leave the list somewhere first':
    'Si possono attendere al massimo ${{ number }} cose insieme: lascia prima un’altra lista',
  'The offer is over: this entry is ${{ status }}':
    'L’offerta non vale più: questa attesa è ${{ status }}',
  'The offer lapsed at ${{ time }}': 'L’offerta è scaduta alle ${{ time }}',
  'This entry is ${{ status }} already': 'Questa attesa è già ${{ status }}',
  accepted: 'accettata',
  declined: 'rifiutata',
  lapsed: 'decaduta',
  withdrawn: 'ritirata',
  // Status of bookings, and of entries of the waitlist
  expired: 'scaduta',
  pending: 'in attesa',
  rejected: 'respinta',
  // Maintenance and problems
  'This maintenance has been cancelled':
    'Questa manutenzione è stata annullata',
  'This maintenance has begun; end it instead':
    'Questa manutenzione è iniziata: terminala',
  'This maintenance has not begun; cancel it instead':
    'Questa manutenzione non è iniziata: annullala',
  'This maintenance is over': 'Questa manutenzione è conclusa',
  'More than ${{ number }} bookings are in the way; schedule shorter windows one after the other':
    'Più di ${{ number }} prenotazioni sono d’intralcio: pianifica finestre più brevi, una dopo l’altra',
  'This problem is resolved already': 'Questo problema è già risolto',
  'This problem is ${{ status }} already':
    'Questo problema è già ${{ status }}',
  acknowledged: 'preso in carico',
  // Grants, certifications, keys, feeds and projects
  'This access grant has been revoked; make a new one':
    'Questa concessione di accesso è stata revocata: creane una nuova',
  'This access grant has ended; make a new one':
    'Questa concessione di accesso è terminata: creane una nuova',
  'This has been revoked; grant it anew':
    'È stata revocata: concedila di nuovo',
  '${{ person }} holds ${{ certification }} already; renew it instead':
    '${{ person }} possiede già ${{ certification }}: rinnovala',
  'You have added this key already': 'Hai già aggiunto questa chiave',
  'You have ${{ number }} keys, which is the most: remove one first':
    'Hai ${{ number }} chiavi, il massimo: prima togline una',
  'You have ${{ number }} calendar feeds, which is the most: revoke one first':
    'Hai ${{ number }} feed di calendario, il massimo: prima revocane uno',
  'This project is archived': 'Questo progetto è archiviato',
  // Inventory
  '${{ title }} still has resources; archive them first':
    '${{ title }} ha ancora delle risorse: prima archiviale',
  '${{ title }} is kept in the catalog; change it in its catalog file':
    '${{ title }} si trova nel catalogo: modificala nel suo file',
};
