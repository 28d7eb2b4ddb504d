import { checkHeaders } from './checkHeaders';
import { checkUrl } from './checkUrl';

const nothing = { allowedAddresses: [] };

describe('checkUrl', () => {
  it.each([
    'https://receiver.example.com/hook?tenant=7',
    'http://receiver.example.com:8080/',
    'https://8.8.8.8/hook',
    'https://[2606:4700:4700::1111]/hook',
  ])('takes %s', url => {
    expect(() => checkUrl(url, nothing)).not.toThrow();
  });

  it.each([
    ['receiver.example.com/hook', 'not a complete one'],
    ['', 'not a complete one'],
    ['https://', 'not a complete one'],
    ['ftp://receiver.example.com/', 'must begin with'],
    ['file:///etc/passwd', 'must begin with'],
    ['gopher://127.0.0.1:11211/_stats', 'must begin with'],
    ['https://user@receiver.example.com/', 'user name or password'],
    ['https://:secret@receiver.example.com/', 'user name or password'],
    ['https://example.com@127.0.0.1/', 'user name or password'],
    ['https://receiver.example.com/#top', 'fragment'],
    ['https://receiver.example.com/a b', 'spaces'],
    ['https://127.0.0.1\t/', 'spaces or control'],
    ['https://receiver.example.com/\u0000', 'spaces or control'],
    [`https://receiver.example.com/${'a'.repeat(2048)}`, 'longer than'],
    ['http://127.0.0.1/', 'loopback'],
    ['http://127.0.0.1./', 'loopback'],
    ['http://2130706433/', 'loopback'],
    ['http://0177.0.0.1/', 'loopback'],
    ['http://0x7f.1/', 'loopback'],
    ['http://127.1/', 'loopback'],
    ['http://%31%32%37.0.0.1/', 'loopback'],
    ['http://①②⑦.⓪.⓪.①/', 'loopback'],
    ['http://[::1]/', 'loopback'],
    ['http://[::ffff:127.0.0.1]/', 'loopback'],
    ['http://[::ffff:7f00:1]/', 'loopback'],
    ['http://[64:ff9b::127.0.0.1]/', 'loopback'],
    ['http://localhost:7007/', 'loopback'],
    ['http://LOCALHOST./', 'loopback'],
    ['http://backend.localhost/', 'loopback'],
    ['http://0.0.0.0/', 'unspecified'],
    ['http://0/', 'unspecified'],
    ['http://[::]/', 'unspecified'],
    ['http://169.254.169.254/latest/meta-data/', 'metadata'],
    ['http://[fd00:ec2::254]/', 'metadata'],
    ['http://10.0.0.1/', 'private'],
    ['http://[fe80::1]/', 'link-local'],
  ])('refuses %s: %s', (url, reason) => {
    expect(() => checkUrl(url, nothing)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(reason),
      }),
    );
  });

  it('takes what the operator has listed', () => {
    const loopback = { allowedAddresses: ['127.0.0.0/8'] };

    expect(() => checkUrl('http://127.0.0.1:9999/', loopback)).not.toThrow();
    expect(() => checkUrl('http://localhost:9999/', loopback)).not.toThrow();
    expect(() => checkUrl('http://[::1]/', loopback)).toThrow('loopback');
  });

  it('says nothing of the password that a URL held', () => {
    expect(() =>
      checkUrl('https://user:hunter2@receiver.example.com/', nothing),
    ).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('hunter2'),
      }),
    );
  });
});

describe('checkHeaders', () => {
  it('takes ordinary headers', () => {
    expect(() =>
      checkHeaders({ Authorization: 'Bearer abc', 'X-Environment': 'staging' }),
    ).not.toThrow();
  });

  it.each([
    [{ Host: 'metadata' }, 'set by Callboard'],
    [{ 'transfer-encoding': 'chunked' }, 'set by Callboard'],
    [{ 'Content-Length': '0' }, 'set by Callboard'],
    [{ 'Webhook-Signature': 'v1,x' }, 'set by Callboard'],
    [{ 'X-Webhook-Signature': 'x' }, 'set by Callboard'],
    [{ 'X-A': 'hunter2\r\nHost: metadata' }, 'printable'],
    [{ 'X-A': 'hunter2é' }, 'printable'],
    [{ 'X-A': 'hunter2'.repeat(1000) }, 'printable'],
    [{ 'X A': 'hunter2' }, 'name'],
    [{ '': 'hunter2' }, 'name'],
    [{ 'x-a': 'hunter2', 'X-A': 'b' }, 'twice'],
    [
      Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`x-${n}`, ''])),
      'At most',
    ],
  ])('refuses %j', (headers, reason) => {
    expect(() => checkHeaders(headers as Record<string, string>)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringMatching(
          new RegExp(`^(?!.*hunter2).*${reason}`, 's'),
        ),
      }),
    );
  });
});
