import type { HumanDuration } from '@backstage/types';

export interface Config {
  callboard?: {
    demo?: {
      /**
       * A file with requests to begin with, for an empty database. Development
       * only: elsewhere the backend does not start with it.
       */
      requests?: string;
    };
    serviceRequests?: {
      review?: {
        /** In how many hours a review should be done; 24 by default. */
        hours?: number;
        /** For how many hours a claimed review is its reviewer's; 4 by default. */
        claimHours?: number;
        /** After how many days without a change an open request expires; 30 by default. */
        expireDays?: number;
      };
      services?: {
        /** How many days before its end a service's owner is warned; `[14, 3, 1]` by default. */
        warnDays?: number[];
      };
      /** The repository of manifests, where no module brings another; see docs/gitops.md. */
      gitops?: {
        /** The bare repository; made where it is not there. `.callboard/gitops.git` by default. */
        directory?: string;
        /** The branch that counts; `main` by default. */
        branch?: string;
        /** As whom commits are made. */
        author?: { name?: string; email?: string };
        /** How often an open pull request is looked at without a hint, seconds; 30 by default. */
        pollSeconds?: number;
        /** How many clones are served at the same time; 4 by default. */
        clones?: number;
      };
      /** Where services may run, in the order in which they are offered; none by default. */
      environments?: Array<{
        /** A DNS label; the folder in the repository. */
        name: string;
        /** The name by default. */
        title?: string;
        /** Whether people depend on what runs there; false by default. */
        production?: boolean;
        /** The only regions in which anything is made. */
        regions: Array<string | { name: string; title?: string }>;
        /** How many people must approve; 1 by default, 2 in production. */
        reviewers?: number;
        /** Whether what is approved is merged at once; false by default. */
        autoMerge?: boolean;
        /** Whether services need an end date; by default where it is not production. */
        requiresEndDate?: boolean;
        /** How many days away an end date may be; any number by default. */
        maxDays?: number;
        /**
         * Kubernetes namespace of the manifests, in which `{region}` stands for the
         * region; `<name>-{region}` by default.
         */
        namespace?: string;
        /** When changes that interrupt a service may happen; at any time by default. */
        windows?: Array<{
          /** Days on which it begins, such as `saturday`; all by default. */
          days?: string[];
          /** `HH:MM` */
          from: string;
          /** `HH:MM`; on the next day where it is not after `from`. */
          to: string;
          /** IANA name; UTC by default. */
          timeZone?: string;
        }>;
      }>;
      /**
       * By language, such as `it`: what titles of environments, regions and
       * quotas are in it, by the title as it is written here.
       */
      translations?: { [language: string]: { [text: string]: string } };
      /** The rules that requests are checked against; see docs/service-policies.md. */
      policies?: {
        /** Whether the rules that come with the plugin apply; true by default. */
        starter?: boolean;
        /** More rules; one with the id of another takes its place. */
        rules?: Array<
          | {
              /** Words in kebab case. */
              id: string;
              title?: string;
              /** CEL: where the rule applies; everywhere by default. */
              when?: string;
              /** CEL: true where all is well. */
              expr: string;
              /** `deny` by default. */
              severity?: 'deny' | 'warn' | 'info';
              /** What is wrong; `${{ … }}` are CEL. */
              message: string;
              /** What would pass; `${{ … }}` are CEL. */
              passes?: string;
              /** By language, such as `it`: the two in it. */
              translations?: {
                [language: string]: { message: string; passes?: string };
              };
              /** JSON pointer of the parameter at fault, such as `/multiAz`. */
              field?: string;
            }
          | {
              /** Of the rule that is switched off. */
              id: string;
              enabled: false;
            }
        >;
      };
      /** How much owners may have; see docs/service-policies.md. No limits by default. */
      quotas?: Array<{
        /** Words in kebab case. */
        id: string;
        /** The id by default. */
        title?: string;
        /** Of the amount, such as `GiB`. */
        unit?: string;
        /** What has the limit for itself; `[owner]` by default, `[]`: one limit for all. */
        per?: Array<'owner' | 'environment' | 'region'>;
        /** Only services of these entity refs. */
        owners?: string[];
        /** Only services of groups, or of people. */
        ownerKind?: 'group' | 'user';
        /** Only services in these environments. */
        environments?: string[];
        /** Only services of these offerings. */
        offerings?: string[];
        /** Only services of offerings in these categories. */
        categories?: string[];
        /** CEL: how much a service takes; 1 by default. */
        amount?: string | number;
        /** How much is counted where the amount is unknown; refused by default. */
        whenUnknown?: number;
        limit: number;
        /** Other limits for some owners. */
        limits?: Array<{ owner: string; limit: number }>;
      }>;
      /** What makes services of merged manifests; see docs/control-plane.md. */
      controlPlane?: {
        /**
         * `sandbox` by default: nothing is real, and every screen says so.
         * `kubernetes`: a cluster with Crossplane and a GitOps controller.
         */
        type?: 'sandbox' | 'kubernetes';
        /** How long things take in the sandbox; a few seconds each by default. */
        delays?: {
          /** Until something has been looked at; half a second by default. */
          sync?: HumanDuration | string;
          create?: HumanDuration | string;
          change?: HumanDuration | string;
          remove?: HumanDuration | string;
        };
        /** A file; by default `$KUBECONFIG`, `~/.kube/config`, or the pod's account. */
        kubeconfig?: string;
        /** Of the kubeconfig; its current one by default. */
        context?: string;
        /** As the service account of the backend's pod; false by default. */
        inCluster?: boolean;
        /** Objects in a page of a listing; 500 by default. */
        pageSize?: number;
        /** After how long something is said to take too long; it may still come to be. */
        timeouts?: {
          /** An hour by default. */
          create?: HumanDuration | string;
          /** Two hours by default. */
          change?: HumanDuration | string;
          /** An hour by default. */
          remove?: HumanDuration | string;
          /** For a maintenance window; eight days by default. */
          window?: HumanDuration | string;
        };
      };
      /** What can be requested; see docs/offerings.md. */
      offerings?: {
        /** Whether the offerings that come with the plugin are offered; true by default. */
        shipped?: boolean;
        /**
         * Folders of more offerings (`*.yaml`), from the working directory; one
         * with the name of another takes its place.
         */
        folders?: string[];
        /** Whether entities of the catalog offer something too; true by default. */
        catalog?: boolean;
      };
      prices?: {
        /** Folder of dated price tables (`*.yaml`), of which the latest counts; that of the plugin by default. */
        folder?: string;
      };
      /** Against which definitions manifests are validated; none by default. */
      crds?: {
        /** Folder of CustomResourceDefinitions (`*.yaml`), from the working directory. */
        folder?: string;
        /** Whether they are read from the cluster when the backend starts; false by default. */
        cluster?: boolean;
      };
    };
  };
}
