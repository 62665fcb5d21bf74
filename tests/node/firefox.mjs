// Steers Firefox by WebDriver BiDi, line by line: a JSON array [verb, ...] on standard input, the answer on standard output.
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: process.argv[2],
  headless: true,
  extraPrefsFirefox: { "media.autoplay.default": 0, "media.volume_scale": "0.0" },
});
const page = await browser.newPage();
const verbs = {
  open: (address) => page.goto(address),
  reload: () => page.reload(),
  click: (selector) => page.click(selector),
  press: (key) => page.keyboard.press(key),
  evaluate: (code) => page.evaluate(code),
};
for await (const line of createInterface({ input: process.stdin })) {
  const [verb, ...rest] = JSON.parse(line);
  let answer = { value: null };
  try {
    const value = await verbs[verb](...rest);
    if (verb === "evaluate") answer = { value: value ?? null };
  } catch (error) {
    answer = { error: String(error) };
  }
  console.log(JSON.stringify(answer));
}
await browser.close();
