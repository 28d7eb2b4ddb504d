export function BookingDrawer() {
  return null;
}
