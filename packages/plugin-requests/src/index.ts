export { Follower } from './Follower';
export { PluginRequests } from './PluginRequests';
export { discard, RefusedRequestError, requireOk } from './answers';
