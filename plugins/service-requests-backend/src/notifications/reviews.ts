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
export const reviewAsked: Teller = (event, { reviewers }) => {
  if (event.type !== 'request.submitted') {
    return [];
  }
  const { request, text } = requestOf(event);
  return tell(
    reviewers,
    'reviews',
    {
      title: `${request.title} waits for review`,
      description: sentences(
        `${placeOf(request)}, for ${request.owner}.`,
        request.revision > 1 && `Revision ${request.revision}.`,
        request.dueAt && `It should be reviewed by ${whenOf(request.dueAt)}.`,
        quoted(text),
      ),
      link: linkToRequest(request),
      severity: 'normal',
    },
    [event.actor, ...request.parties.map(({ ref }) => ref)],
  );
};

/** A deputy hears that they may decide as well. */
export const deputyNamed: Teller = event => {
  const { request } = requestOf(event);
  const deputy = request?.claim?.deputy;
  return event.type !== 'request.claimed' || deputy === undefined
    ? []
    : tell(
        [deputy],
        'reviews',
        {
          title: `You are deputy in the review of ${request.title}`,
          description: `${event.actor} reviews it; you may decide as well. ${placeOf(request)}, for ${request.owner}.`,
          link: linkToRequest(request),
          severity: 'normal',
        },
        [event.actor],
      );
};
