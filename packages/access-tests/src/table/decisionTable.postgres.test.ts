import { tryDecisionTable } from './tryDecisionTable';

tryDecisionTable('POSTGRES_18');
