/** What owners are told, in English. */
export const en = {
  off: (title: string) => `The webhook endpoint “${title}” is switched off`,
  why: (reason: string) =>
    `${reason}. What it missed can be sent again once it is back.`,
};

/** All that is said, whatever the language. */
export type Texts = typeof en;
