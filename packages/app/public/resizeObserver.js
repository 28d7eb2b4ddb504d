// The calendar sizes itself while it is being measured; the browser then tells
// the remaining observers one frame later and reports that as an error. Nothing
// has failed, but the development server would cover the page with it. This
// listens before everything else, so that the report ends here.
window.addEventListener('error', event => {
  if (event.message?.startsWith('ResizeObserver loop')) {
    event.stopImmediatePropagation();
  }
});
