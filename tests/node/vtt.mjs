// What the specification's own parser finds wrong with captions: node vtt.mjs FILE
import { readFileSync } from "node:fs";
import webvtt from "webvtt-parser";

const { cues, errors } = new webvtt.WebVTTParser().parse(readFileSync(process.argv[2], "utf8"), "subtitles");
console.log(JSON.stringify({ errors, cues: cues.map((cue) => ({ start: cue.startTime, end: cue.endTime, tree: cue.tree })) }));
