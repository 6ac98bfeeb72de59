// Each feed on standard input as feedsmith reads it, once it has told by itself which form it has.
//
// [text] -> [{format, feed}]

import { readFileSync } from "node:fs";

import { parseFeed } from "feedsmith";

const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => parseFeed(text))));
