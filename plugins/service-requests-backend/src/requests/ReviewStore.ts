import { randomUUID } from 'node:crypto';
import {
  type Reader,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import type {
  CommentRecord,
  DecisionRecord,
  RequestRecord,
  RevisionRecord,
  StepRecord,
} from './types';

interface RevisionRow {
  request_id: string;
  revision: number;
  manifest_hash: string;
  base_sha: string;
  files: string;
  assessment: string;
  created_by: string;
  created_at: string | number;
}

/** What reviewers look at and say: revisions, decisions, discussion, timeline. */
export class ReviewStore {
  async insertRevision(tx: Writer, revision: RevisionRecord): Promise<void> {
    await tx
      .knex('request_revision')
      .insert({
        request_id: revision.requestId,
        revision: revision.revision,
        manifest_hash: revision.manifestHash,
        base_sha: revision.baseSha,
        files: JSON.stringify(revision.files),
        assessment: JSON.stringify(revision.assessment),
        created_by: revision.createdBy,
        created_at: revision.createdAt,
      })
      .onConflict(['request_id', 'revision'])
      .merge();
  }

  async revision(
    db: Reader,
    requestId: string,
    revision: number,
  ): Promise<RevisionRecord | undefined> {
    const row = await db
      .knex('request_revision')
      .where({ request_id: requestId, revision })
      .first();
    return row && toRevision(row);
  }

  /** The given revision of each request, without its files. */
  async revisionsOf(
    db: Reader,
    requests: RequestRecord[],
  ): Promise<Map<string, Omit<RevisionRecord, 'files'>>> {
    const rows = await db
      .knex('request_revision')
      .select(
        'request_id',
        'revision',
        'manifest_hash',
        'base_sha',
        'assessment',
        'created_by',
        'created_at',
      )
      .whereIn(
        'request_id',
        requests.map(({ id }) => id),
      );
    const wanted = new Map(requests.map(({ id, revision }) => [id, revision]));
    return new Map(
      rows
        .filter(row => wanted.get(row.request_id) === row.revision)
        .map(row => [row.request_id, toRevision({ ...row, files: '[]' })]),
    );
  }

  async insertDecision(tx: Writer, decision: DecisionRecord): Promise<void> {
    await tx.knex('request_decision').insert({
      id: decision.id,
      request_id: decision.requestId,
      revision: decision.revision,
      manifest_hash: decision.manifestHash,
      reviewer: decision.reviewer,
      decision: decision.decision,
      comment: decision.comment ?? null,
      at: decision.at,
    });
  }

  async decisionsOf(
    db: Reader,
    requestIds: string[],
  ): Promise<DecisionRecord[]> {
    const rows = await db
      .knex('request_decision')
      .whereIn('request_id', requestIds)
      .orderBy(['at', 'id']);
    return rows.map(row => ({
      id: row.id,
      requestId: row.request_id,
      revision: row.revision,
      manifestHash: row.manifest_hash,
      reviewer: row.reviewer,
      decision: row.decision,
      comment: row.comment ?? undefined,
      void: row.void ?? undefined,
      at: toNumber(row.at),
    }));
  }

  /** Approvals that count until now count no more. */
  async voidApprovals(
    tx: Writer,
    requestId: string,
    why: string,
  ): Promise<number> {
    return tx
      .knex('request_decision')
      .where({ request_id: requestId, decision: 'approved' })
      .whereNull('void')
      .update({ void: why });
  }

  async insertComment(tx: Writer, comment: CommentRecord): Promise<void> {
    await tx.knex('request_comment').insert({
      id: comment.id,
      request_id: comment.requestId,
      revision: comment.revision,
      author: comment.author,
      body: comment.body,
      at: comment.at,
    });
  }

  async comments(db: Reader, requestId: string): Promise<CommentRecord[]> {
    const rows = await db
      .knex('request_comment')
      .where({ request_id: requestId })
      .orderBy(['at', 'id']);
    return rows.map(row => ({
      id: row.id,
      requestId,
      revision: row.revision,
      author: row.author,
      body: row.body,
      at: toNumber(row.at),
    }));
  }

  /** The caller holds the request's lock, so that positions are in order. */
  async addStep(
    tx: Writer,
    request: RequestRecord,
    step: { type: string; actor: string; text?: string; at: number },
  ): Promise<void> {
    const [{ last }] = await tx
      .knex('request_step')
      .where({ request_id: request.id })
      .max({ last: 'position' });
    await tx.knex('request_step').insert({
      id: randomUUID(),
      request_id: request.id,
      position: Number(last ?? 0) + 1,
      type: step.type,
      actor: step.actor,
      revision: request.revision,
      status: request.status,
      text: step.text ?? null,
      at: step.at,
    });
  }

  async steps(db: Reader, requestId: string): Promise<StepRecord[]> {
    const rows = await db
      .knex('request_step')
      .where({ request_id: requestId })
      .orderBy('position');
    return rows.map(row => ({
      id: row.id,
      type: row.type,
      actor: row.actor,
      revision: row.revision,
      status: row.status,
      text: row.text ?? undefined,
      at: toNumber(row.at),
    }));
  }
}

function toRevision(row: RevisionRow): RevisionRecord {
  return {
    requestId: row.request_id,
    revision: row.revision,
    manifestHash: row.manifest_hash,
    baseSha: row.base_sha,
    files: JSON.parse(row.files),
    assessment: JSON.parse(row.assessment),
    createdBy: row.created_by,
    createdAt: toNumber(row.created_at),
  };
}
