export interface Config {
  callboard?: {
    webhooks?: {
      /**
       * Whether plugins announce their events to webhooks. By default they do
       * where `callboard.webhooks` is configured. Set it to true for a plugin
       * that runs in another backend than the webhooks plugin, to false to stop.
       */
      enabled?: boolean;
    };
  };
}
