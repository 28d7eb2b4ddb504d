export interface Config {
  callboard?: {
    reservations?: {
      /** The longest booking there may be, in days; 366 by default. */
      maxBookingDays?: number;
    };
  };
}
