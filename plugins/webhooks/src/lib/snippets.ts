/** How a receiver makes sure that a delivery is ours, in a few languages. */
export const SNIPPETS = [
  {
    language: 'Node',
    code: `// npm install standardwebhooks
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.CALLBOARD_SECRET);
// Throws unless it is ours and at most five minutes old.
const event = webhook.verify(rawBody, request.headers);`,
  },
  {
    language: 'Python',
    code: `# pip install standardwebhooks
import os
from standardwebhooks import Webhook

webhook = Webhook(os.environ["CALLBOARD_SECRET"])
# Raises unless it is ours and at most five minutes old.
event = webhook.verify(raw_body, headers)`,
  },
  {
    language: 'Shell',
    code: `# $id, $timestamp and $signature are the three webhook- headers, body.json the body as it came
key=$(printf %s "\${CALLBOARD_SECRET#whsec_}" | base64 -d | xxd -p -c 256)
expected=$({ printf '%s.%s.' "$id" "$timestamp"; cat body.json; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64)
case " $signature " in *" v1,$expected "*) echo ours ;; *) exit 1 ;; esac`,
  },
] as const;
