export interface Config {
  callboard?: {
    access?: {
      /**
       * Whether users' questions about Callboard permissions are answered in the
       * asking process, without a request to the permission backend. Set to false
       * where the portal installs a permission policy of its own, which is then
       * asked instead. Default: true.
       */
      inProcess?: boolean;
    };
  };
}
