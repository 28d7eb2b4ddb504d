import { linkToRequest, quoted, requestOf, tell, type Teller } from './told';

const LONGEST = 500;

/** Those who asked, edited, decided or have said something; not who says it now. */
export const discussed: Teller = async (event, { talkers }, texts) => {
  if (event.type !== 'request.commented') {
    return [];
  }
  const { request, text = '' } = requestOf(event);
  const { claim } = request;
  return tell(
    [
      request.requestedBy,
      ...request.parties.map(({ ref }) => ref),
      ...(claim ? [claim.by, claim.deputy ?? claim.by] : []),
      ...(await talkers(request.id)),
    ],
    'discussion',
    {
      title:
        event.actor === 'system'
          ? texts.newsOf(request.title)
          : texts.saidOn(event.actor, request.title),
      description: quoted(
        text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text,
      ),
      link: linkToRequest(request),
      severity: 'normal',
    },
    [event.actor],
  );
};
