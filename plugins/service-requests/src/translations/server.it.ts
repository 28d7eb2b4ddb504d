import type { Phrases } from '@callboard/frontend-kit';

/** Sentences of the server that it makes by itself. */
export const serverIt: Phrases = {
  // What is wrong with a field.
  'is required': 'è obbligatorio',
  'is not known here': 'non è noto qui',
  'must be text': 'deve essere un testo',
  'must be a whole number': 'deve essere un numero intero',
  'must be a number': 'deve essere un numero',
  'must be true or false': 'deve essere vero o falso',
  'must be a list': 'deve essere un elenco',
  'must be an object': 'deve essere un oggetto',
  'must be one of ${{ values }}': 'deve essere uno fra ${{ values }}',
  'must be at least ${{ limit }}': 'deve essere almeno ${{ limit }}',
  'must be at most ${{ limit }}': 'può essere al massimo ${{ limit }}',
  'must change something': 'deve cambiare qualcosa',
  'must not be empty': 'non può essere vuoto',
  'must have at least ${{ limit }} characters':
    'deve avere almeno ${{ limit }} caratteri',
  'must have at most ${{ limit }} characters':
    'può avere al massimo ${{ limit }} caratteri',
  'is reserved': 'è riservato',
  'is not in the right form, for example ${{ example }}':
    'non ha la forma giusta, per esempio ${{ example }}',
  'must match ${{ pattern }}': 'deve corrispondere a ${{ pattern }}',
  'is too long': 'è troppo lungo',
  'contains line breaks or characters that cannot be seen':
    'contiene a capo o caratteri invisibili',
  'These values take too long to be checked':
    'Il controllo di questi valori richiede troppo tempo',
  'Nothing would change: this is how it is':
    'Non cambierebbe nulla: è già così',
  'must be a date, for example ${{ example }}':
    'deve essere una data, per esempio ${{ example }}',
  'is past': 'è già passato',
  'may be at most ${{ days }} days away in ${{ environment }}':
    'in ${{ environment }} può essere al massimo fra ${{ days }} giorni',
  'names no environment: ${{ name }}': 'non è un ambiente: ${{ name }}',
  'must name where it is to be made': 'deve dire dove crearlo',
  'names no offering: ${{ name }}': 'non è un’offerta: ${{ name }}',
  'is not offered for ${{ title }}': 'non è previsto per ${{ title }}',
  'offers no such operation': 'non prevede questa operazione',
  'must name the service to change': 'deve indicare il servizio da modificare',
  'names no service': 'non è un servizio',
  'names no service: ${{ name }}': 'non è un servizio: ${{ name }}',
  'must be the name of what goes: ${{ name }}':
    'deve essere il nome di quello che viene rimosso: ${{ name }}',
  'is the name of another item too': 'è anche il nome di un’altra voce',
  'may have ${{ letters }} letters in ${{ place }}: the catalog names it with both':
    'può avere ${{ letters }} lettere in ${{ place }}: il catalogo lo nomina con entrambi',
  'is taken in ${{ place }}: ${{ name }}':
    'è già preso in ${{ place }}: ${{ name }}',
  'cannot be rendered: ${{ reason }}': 'non si può generare: ${{ reason }}',
  'Lower-case letters, digits and hyphens; it begins with a letter and cannot be changed later':
    'Lettere minuscole, cifre e trattini; comincia con una lettera e poi non si può cambiare',
  // What a provider says of a secret.
  active: 'attivo',
  rotating: 'in rotazione',
  creating: 'in creazione',
  // Verdicts.
  '${{ count }} entity in the catalog depends on ${{ name }}':
    '${{ count }} entità del catalogo dipende da ${{ name }}',
  '${{ count }} entities in the catalog depend on ${{ name }}':
    '${{ count }} entità del catalogo dipendono da ${{ name }}',
  'Let them use something else first, and take the relation out of their catalog files':
    'Fai prima usare loro qualcos’altro, e togli la relazione dai loro file del catalogo',
  '${{ title }}: this asks for ${{ more }} more, and ${{ free }} of ${{ limit }} are left (${{ used }} in use, ${{ pending }} in open requests).':
    '${{ title }}: qui se ne chiedono altri ${{ more }}, e ne restano ${{ free }} su ${{ limit }} (${{ used }} in uso, ${{ pending }} in richieste aperte).',
  'At most ${{ free }}, or more once something is given back.':
    'Al massimo ${{ free }}, o di più quando se ne libera.',
  '${{ title }}: how much one of the services takes is not known, so that it cannot be counted.':
    '${{ title }}: non si sa quanto prende uno dei servizi, e quindi non si può contare.',
  '${{ title }}: how much ${{ count }} of the services take is not known, so that it cannot be counted.':
    '${{ title }}: non si sa quanto prendono ${{ count }} dei servizi, e quindi non si può contare.',
  'Something of which it is known; or an administrator says what is counted where it is not.':
    'Qualcosa di cui si sappia; oppure chi amministra dice quanto contare dove non si sa.',
  'The rule “${{ title }}” could not be checked, which counts as a no: ${{ reason }}':
    'La regola “${{ title }}” non si è potuta controllare, e questo vale come un no: ${{ reason }}',
  'The cluster would not take “${{ title }}” like this (${{ what }}): ${{ why }}':
    'Il cluster non accetterebbe «${{ title }}» così (${{ what }}): ${{ why }}',
  'The cluster would not take what ${{ title }} makes of this (${{ what }}): ${{ why }}':
    'Il cluster non accetterebbe quello che ${{ title }} ne ricava (${{ what }}): ${{ why }}',
  'Choose something else there': 'Scegli qualcos’altro lì',
  'Choose something else, or tell whoever looks after this offering':
    'Scegli qualcos’altro, oppure avvisa chi cura questa offerta',
  'Whether the cluster takes ${{ what }} could not be found out: it does not answer':
    'Non si è potuto sapere se il cluster accetta ${{ what }}: non risponde',
  'It is looked at again at approval and at the merge':
    'Si ricontrolla all’approvazione e all’integrazione',
  // Costs.
  'A month has ${{ hours }} hours, and everything runs all the time':
    'Un mese ha ${{ hours }} ore, e tutto gira sempre',
  'Not included: ${{ parts }}': 'Non compresi: ${{ parts }}',
  'Estimated from rough list prices of November 2026, without discounts and taxes':
    'Stima dai prezzi di listino approssimativi di novembre 2026, senza sconti e imposte',
  '${{ what }} in ${{ region }}: nothing is known of its cost':
    '${{ what }} in ${{ region }}: non si sa nulla del costo',
  '${{ what }} in ${{ region }}: no price is known':
    '${{ what }} in ${{ region }}: non si conosce il prezzo',
  '${{ what }} in ${{ region }}: ${{ line }} could not be worked out':
    '${{ what }} in ${{ region }}: ${{ line }} non si è potuto calcolare',
  // Why a service is not as it was asked for.
  '${{ object }} is not there yet': '${{ object }} non c’è ancora',
  '${{ object }} is not there any more': '${{ object }} non c’è più',
  '${{ object }} is still there': '${{ object }} c’è ancora',
  '${{ object }} is being deleted': '${{ object }} è in eliminazione',
  '${{ object }} is being deleted; held by ${{ finalizers }}':
    '${{ object }} è in eliminazione; trattenuto da ${{ finalizers }}',
  '${{ object }} was made anew under the same name and is there':
    '${{ object }} è stato ricreato con lo stesso nome e c’è',
  '${{ object }} has no endpoint yet':
    '${{ object }} non ha ancora un endpoint',
  '${{ object }} does not name its secret yet':
    '${{ object }} non indica ancora il suo segreto',
  '${{ object }} does not say that it is ready':
    '${{ object }} non dice di essere pronto',
  '${{ object }} has not been looked at by its controller yet':
    '${{ object }} non è ancora stato visto dal suo controller',
  '${{ path }} of ${{ object }} is ${{ is }}, not ${{ wanted }}':
    '${{ path }} di ${{ object }} è ${{ is }}, non ${{ wanted }}',
  'not said yet': 'non ancora noto',
  'not set': 'non impostato',
  'The merged manifest is not applied yet: ${{ why }}':
    'Il manifesto integrato non è ancora applicato: ${{ why }}',
  '${{ why }}; it changes in the maintenance window':
    '${{ why }}; cambia nella finestra di manutenzione',
  '${{ why }}; it changes in the maintenance window (${{ window }})':
    '${{ why }}; cambia nella finestra di manutenzione (${{ window }})',
  'Not so within ${{ time }}: ${{ why }}':
    'Non così entro ${{ time }}: ${{ why }}',
  '${{ why }} (as last seen: ${{ outage }})':
    '${{ why }} (visto l’ultima volta: ${{ outage }})',
  'Not seen any more, but the control plane does not answer':
    'Non si vede più, ma il piano di controllo non risponde',
  'Waiting for the control plane to list what is left':
    'In attesa che il piano di controllo elenchi che cosa resta',
  'Not followed: its files are for Terraform, and nothing reports what becomes of them; it counts as there from its merge':
    'Non seguito: i suoi file sono per Terraform, e nulla riferisce che cosa ne viene; vale come presente dall’integrazione',
  'Not followed: its files are for Terraform, and nothing reports what becomes of them; it counts as gone from its merge':
    'Non seguito: i suoi file sono per Terraform, e nulla riferisce che cosa ne viene; vale come rimosso dall’integrazione',
};
