/** The same keys, none missing and none besides. */
export type Translated<T> = { readonly [Key in keyof T]: string };
