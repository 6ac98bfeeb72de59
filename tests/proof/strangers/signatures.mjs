// Of each request on standard input: which libraries take it for signed with the secret. Anything but their own refusal
// ends the script, since a verifier that breaks has not refused.
//
// [{secret, headers, body: base64}] -> [[name of a library, ...]]

import { readFileSync } from "node:fs";

import standardwebhooks from "standardwebhooks";
import svix from "svix";
// svix hands verification to standardwebhooks since 1.85; receivers still run the verifier that it had before.
import svixWithOwnVerifier from "svix-with-own-verifier";

const LIBRARIES = Object.entries({ standardwebhooks, svix, "svix-with-own-verifier": svixWithOwnVerifier });

function verifies({ Webhook, WebhookVerificationError }, { secret, headers, body }) {
  try {
    new Webhook(secret).verify(Buffer.from(body, "base64"), headers);
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}

const requests = JSON.parse(readFileSync(0, "utf8"));
const answers = requests.map((request) =>
  LIBRARIES.filter(([, library]) => verifies(library, request)).map(([name]) => name),
);
process.stdout.write(JSON.stringify(answers));
