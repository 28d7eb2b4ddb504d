import type { Phrases } from '@callboard/frontend-kit';

/** What the server says of a request that it cannot grant. */
export const serverIt: Phrases = {
  'The URL is not a complete one, such as https://receiver.example.com/hook':
    'L’URL non è completo, come https://receiver.example.com/hook',
  'The URL must begin with https:// or http://':
    'L’URL deve cominciare con https:// o http://',
  'The URL must not hold a fragment (#…)':
    'L’URL non può contenere un frammento (#…)',
  'The URL must not hold a user name or password; send credentials in a header':
    'L’URL non può contenere un nome utente o una password: invia le credenziali in un’intestazione',
  'The URL must not hold spaces or control characters':
    'L’URL non può contenere spazi o caratteri di controllo',
  'The URL is longer than ${{ number }} characters':
    'L’URL supera i ${{ number }} caratteri',
  'The URL leads to ${{ address }}, where no delivery may go unless callboard.webhooks.allowedAddresses lists it':
    'L’URL porta a ${{ address }}: le consegne non possono arrivarci se callboard.webhooks.allowedAddresses non lo elenca',
  'A header is set twice; case does not matter':
    'Un’intestazione è impostata due volte; maiuscole e minuscole non contano',
  'At most ${{ number }} headers may be set':
    'Si possono impostare al massimo ${{ number }} intestazioni',
  'The header ${{ name }} is set by Callboard itself':
    'L’intestazione ${{ name }} la imposta Callboard stesso',
  'The header ${{ name }} must be at most ${{ number }} printable ASCII characters':
    'L’intestazione ${{ name }} può avere al massimo ${{ number }} caratteri ASCII stampabili',
  '${{ title }} is disabled; nothing is sent to it anyway':
    '${{ title }} è disattivato: comunque non gli si invia nulla',
};
