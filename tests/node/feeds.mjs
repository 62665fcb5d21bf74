// What two podcast libraries read in a feed: node feeds.mjs FEED
import { readFileSync } from "node:fs";
import { parseRssFeed } from "feedsmith";
import partytime from "podcast-partytime";

const xml = readFileSync(process.argv[2], "utf8");
console.log(JSON.stringify({ partytime: partytime.parseFeed(xml), feedsmith: parseRssFeed(xml) }));
