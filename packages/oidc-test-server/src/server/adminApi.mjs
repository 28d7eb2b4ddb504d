/**
 * A stand-in for the part of Keycloak's Admin REST API that the catalog reads:
 * a mock, with what was seen of Keycloak 26.7 (paths, paging, fields, and that a
 * page of users holds disabled ones). Its token is checked by the real provider.
 */
export function createAdminApi({ provider, directory }) {
  const state = { failure: undefined, requests: 0 };

  async function isAllowed(request) {
    const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization) ?? [];
    const found = token && (await provider.ClientCredentials.find(token));
    return Boolean(found?.isValid) && found.clientId === 'callboard-sync';
  }

  function answer(path, query) {
    const all = list(path);
    if (!all) return undefined;
    const first = Number(query.get('first') ?? 0);
    return all.slice(first, first + Number(query.get('max') ?? 100));
  }

  function list(path) {
    if (path === 'users') return directory.people.map(userOf);
    if (path === 'groups') {
      return directory.groups.filter(group => !group.parentId);
    }
    const [, id, part] =
      /^groups\/([^/]+)\/(members|children)$/.exec(path) ?? [];
    if (!directory.groups.some(group => group.id === id)) return undefined;
    return part === 'members'
      ? directory.membersOf(id).map(userOf)
      : directory.groups.filter(group => group.parentId === id);
  }

  async function handle(request, response) {
    const url = new URL(request.url, 'http://localhost');
    const path = url.pathname.replace('/admin/realms/callboard/', '');
    state.requests += 1;
    const send = (status, body) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify(body));
    if (!(await isAllowed(request))) {
      return send(401, { error: 'HTTP 401 Unauthorized' });
    }
    // The first page still comes: what is half read must not count.
    if (state.failure && url.searchParams.get('first') !== '0') {
      return send(state.failure, { error: 'unknown_error' });
    }
    const body = answer(path, url.searchParams);
    return body ? send(200, body) : send(404, { error: 'Could not find' });
  }

  return {
    handle,
    fail: status => {
      state.failure = status;
    },
    get requests() {
      return state.requests;
    },
  };
}

function userOf({ password: _password, groups: _groups, ...user }) {
  return user;
}
