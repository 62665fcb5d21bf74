// What the page says, in Chinese and English.

import { get, set } from "./store.js";

/** @type {Record<string, [string, string]>} */
const WORDS = {
  "studio": ["工作室", "Studio"],
  "welcome": ["做一期新节目", "Make an episode"],
  "lead": ["把一篇访谈变成一期节目：看清谁在说话，选好声音，逐句听，听到哪里改到哪里。", "Turn an interview into an episode: see who speaks, choose their voices, listen sentence by sentence, and change what you hear."],
  "drop": ["把文稿拖到这里", "Drop a transcript here"],
  "drop-more": ["文本、Markdown、Word、PDF、网页、字幕、表格都可以", "Text, Markdown, Word, PDF, web pages, captions, tables"],
  "choose-file": ["选择文件", "Choose a file"],
  "paste": ["或者粘贴文字", "Or paste the text"],
  "paste-hint": ["公众号文章、聊天记录、速记稿……", "An article, a chat, shorthand notes …"],
  "start": ["开始", "Start"],
  "recent": ["最近的节目", "Recent episodes"],
  "back": ["所有节目", "All episodes"],
  "language": ["English", "中文"],
  "theme-": ["外观：跟随系统", "Appearance: system"],
  "theme-light": ["外观：浅色", "Appearance: light"],
  "theme-dark": ["外观：深色", "Appearance: dark"],
  "about-time": ["约 {time}", "about {time}"],
  "people": ["说话的人", "People"],
  "people-found": ["找到 {n} 个人", "{n} people found"],
  "narrator": ["旁白", "Narrator"],
  "share": ["{percent}，{n} 段", "{percent}, {n} turns"],
  "voice-of": ["{name}的声音", "Voice of {name}"],
  "hear-voice": ["听{name}自己的一句", "Hear {name} in a line of their own"],
  "more": ["更多", "More"],
  "more-of": ["{name}：更多", "{name}: more"],
  "name": ["名字", "Name"],
  "rename": ["改名", "Rename"],
  "gender": ["性别", "Gender"],
  "female": ["女", "female"],
  "male": ["男", "male"],
  "unknown": ["不详", "unknown"],
  "speed": ["语速", "Speed"],
  "same-as": ["其实就是…", "Same person as …"],
  "choose-person": ["选一个人", "Choose"],
  "taken": ["{name}在用", "used by {name}"],
  "male-voices": ["男声", "Male voices"],
  "female-voices": ["女声", "Female voices"],
  "other-voices": ["其他声音", "Other voices"],
  "other-languages": ["其他语言", "Other languages"],
  "own-voice": ["现在的声音", "Now"],
  "checks": ["请看一下", "Check these"],
  "checks-none": ["没有拿不准的地方。", "Nothing is in doubt."],
  "checks-looking": ["正在看读音……", "Looking at the readings …"],
  "doubt": ["第 {line} 行，当作{as}（{percent} 把握）", "Line {line}, taken as {as} ({percent} sure)"],
  "doubt-whole": ["{as}（{percent} 把握）", "{as} ({percent} sure)"],
  "as-it-is": ["就这样", "Keep"],
  "leave-out": ["不念", "Leave out"],
  "make-heading": ["是标题", "Heading"],
  "give-to": ["给…", "Give to …"],
  "risk": ["读 {reading}", "Read {reading}"],
  "risk-times": ["读 {reading}，共 {n} 处", "Read {reading}, {n} times"],
  "or": ["改读 {reading}", "Read {reading}"],
  "conversation": ["对话", "Conversation"],
  "opening": ["开场白", "Opening"],
  "heading": ["标题", "Heading"],
  "note": ["旁白", "Note"],
  "chapter": ["章节", "Chapter"],
  "chapter-name": ["章节标题", "Chapter title"],
  "chapter-edit": ["改标题", "Edit the title"],
  "chapter-close": ["并入上一章", "Join with the chapter before"],
  "sentence-tools": ["这一句", "This sentence"],
  "turn-tools": ["这一段", "This turn"],
  "hear": ["听", "Hear"],
  "stop": ["停", "Stop"],
  "edit": ["改字", "Edit"],
  "reading": ["读音", "Reading"],
  "reading-word": ["“{word}”怎么读", "How “{word}” is said"],
  "reading-everywhere": ["全文都这样读", "Say it so everywhere"],
  "reading-back": ["恢复原来的读法", "As it is read by itself"],
  "reading-pick": ["点一个词来改读音。", "Choose a word to change how it is said."],
  "reading-other": ["别的写法或读音", "Other spelling or sound"],
  "join": ["与下一句合并", "Join with the next"],
  "split": ["从光标处拆开", "Split at the cursor"],
  "pause": ["停顿（秒）", "Pause (s)"],
  "pause-usual": ["照常", "usual"],
  "this-to": ["这一句给…", "Give it to …"],
  "turn-to": ["整段给…", "Give it to …"],
  "someone-new": ["新的人…", "Someone new …"],
  "new-name": ["新的人叫什么？", "What is the new speaker's name?"],
  "up": ["上移", "Move up"],
  "down": ["下移", "Move down"],
  "join-turns": ["与下一段合并", "Join with the next"],
  "drop-turn": ["整段不念", "Leave out"],
  "open-chapter": ["从这里起一章", "Start a chapter here"],
  "save": ["保存", "Save"],
  "cancel": ["取消", "Cancel"],
  "text-of": ["这一句的文字", "The sentence's text"],
  "title": ["标题", "Title"],
  "edit-title": ["改标题", "Edit the title"],
  "play": ["播放", "Play"],
  "previous": ["上一句", "Previous sentence"],
  "next": ["下一句", "Next sentence"],
  "undo": ["撤销", "Undo"],
  "redo": ["重做", "Redo"],
  "build": ["生成节目", "Make the episode"],
  "build-again": ["重新生成", "Make it again"],
  "build-go-on": ["接着生成", "Go on"],
  "build-stop": ["停下", "Stop"],
  "speaking": ["正在念", "Speaking"],
  "mastering": ["正在合成", "Mastering"],
  "preparing": ["正在准备", "Preparing"],
  "left": ["还要 {time}", "{time} left"],
  "stopped": ["停下了，念好的都留着。", "Stopped; what was spoken is kept."],
  "done": ["节目做好了。", "The episode is ready."],
  "episode": ["成品", "The episode"],
  "download": ["下载 MP3", "Download MP3"],
  "pending": ["还没有写入文件", "Nothing is written to files yet"],
  "pending-see": ["看看会写什么", "See what would be written"],
  "written": ["每一步都写进 {file}", "Every step is written to {file}"],
  "write-title": ["写入这些文件？", "Write these files?"],
  "write-lead": ["以后每改一步都会直接写进去。随时可以撤销。", "From here on every change is written at once. Everything can be undone."],
  "write-new": ["新文件", "new file"],
  "write-none": ["没有手工改动，内容就是从文稿整理出来的脚本。", "No changes by hand: the script as it was read from the transcript."],
  "write": ["写入", "Write"],
  "write-build": ["写入并生成", "Write and make the episode"],
  "outside-title": ["文件在别的程序里改过了", "A file was changed in another program"],
  "outside-lead": ["用哪一个版本？另一个版本留在撤销记录里，不会丢。", "Which version counts? The other one stays in the history; nothing is lost."],
  "outside-take": ["用那边的", "Take theirs"],
  "outside-keep": ["保留这边的", "Keep this one"],
  "outside-problem": ["那边的版本用不了：{problem}", "Their version cannot be taken: {problem}"],
  "token": ["这个页面没有钥匙。请打开终端里显示的地址。", "This page has no key. Open the address that the terminal shows."],
  "unreachable": ["连不上服务。它在终端里还在运行吗？", "The server does not answer. Does it still run in the terminal?"],
  "lost": ["连接断了，正在重试……", "The connection is lost; trying again …"],
  "close": ["关闭", "Close"],
  "keys": ["键盘：空格 播放，J K 上下句，回车 改字，R 读音，Ctrl+Z 撤销", "Keys: Space plays, J and K move, Enter edits, R shows readings, Ctrl+Z takes back"],
};

/** @param {string} key @param {Record<string, string | number>} [values] */
export function say(key, values = {}) {
  const words = WORDS[key]?.[get().language === "zh" ? 0 : 1] ?? key;
  return words.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** @param {string} language */
export function useLanguage(language) {
  const chosen = language === "zh" ? "zh" : "en";
  document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
  localStorage.setItem("turncast-studio:language", chosen);
  set({ language: chosen });
}

/** 725 → 12:05. @param {number} seconds */
export function clock(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** @param {number} part */
export const percent = (part) => `${part > 0 && part < 0.01 ? "<1" : Math.round(part * 100)}%`;

const TONES = { a: "āáǎàa", e: "ēéěèe", i: "īíǐìi", o: "ōóǒòo", u: "ūúǔùu", "ü": "ǖǘǚǜü" };

/** lv4 → lǜ; what is no pinyin stays. @param {string} syllable */
export function marked(syllable) {
  const found = /^([a-zü]+)([1-5])$/.exec(syllable.replace("v", "ü").replace("u:", "ü"));
  if (!found) return syllable;
  const [, letters, tone] = found;
  const at = /[ae]/.test(letters) ? letters.search(/[ae]/) : letters.includes("ou") ? letters.indexOf("o") : letters.search(/[aeiouü](?=[^aeiouü]*$)/);
  if (at < 0) return letters;
  const vowel = /** @type {keyof typeof TONES} */ (letters[at]);
  return letters.slice(0, at) + TONES[vowel][Number(tone) - 1] + letters.slice(at + 1);
}

/** @param {string} reading */
export const pinyin = (reading) => reading.replace(/^pinyin:\s*/, "").split(" ").map(marked).join(" ");
