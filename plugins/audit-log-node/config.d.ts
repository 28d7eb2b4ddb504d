export interface Config {
  callboard?: {
    auditLog?: {
      /**
       * Whether plugins record what happens; if not said, they do where the
       * section `callboard.auditLog` exists. `false` switches the record off.
       */
      enabled?: boolean;
      /**
       * How severe what a plugin tells Backstage's auditor service must be to
       * enter the audit log; `medium` if not given. What the stock plugins say
       * of every read (a catalog entity, a template's form) is `low`.
       */
      minimumSeverity?: 'low' | 'medium' | 'high' | 'critical';
    };
  };
}
