import {
  linkToRequest,
  placeOf,
  quoted,
  requestOf,
  sentences,
  tell,
  type Teller,
  whenOf,
} from './told';

/** Who reviews is asked to; never whoever asked for it or edited it. */
export const reviewAsked: Teller = (event, { reviewers }, texts) => {
  if (event.type !== 'request.submitted') {
    return [];
  }
  const { request, text } = requestOf(event);
  return tell(
    reviewers,
    'reviews',
    {
      title: texts.reviewAsked(request.title),
      description: sentences(
        texts.placeFor(placeOf(request, texts), request.owner),
        request.revision > 1 && texts.revision(request.revision),
        request.dueAt && texts.dueBy(whenOf(request.dueAt, texts)),
        quoted(text),
      ),
      link: linkToRequest(request),
      severity: 'normal',
    },
    [event.actor, ...request.parties.map(({ ref }) => ref)],
  );
};

/** A deputy hears that they may decide as well. */
export const deputyNamed: Teller = (event, _facts, texts) => {
  const { request } = requestOf(event);
  const deputy = request?.claim?.deputy;
  return event.type !== 'request.claimed' || deputy === undefined
    ? []
    : tell(
        [deputy],
        'reviews',
        {
          title: texts.deputy(request.title),
          description: sentences(
            texts.deputyOf(event.actor),
            texts.placeFor(placeOf(request, texts), request.owner),
          ),
          link: linkToRequest(request),
          severity: 'normal',
        },
        [event.actor],
      );
};
