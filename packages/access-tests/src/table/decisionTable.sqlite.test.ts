import { tryDecisionTable } from './tryDecisionTable';

tryDecisionTable('SQLITE_3');
