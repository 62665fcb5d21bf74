// Times: as people read them, and as links carry them.
(() => {
  "use strict";

  /** 83.4 → "1:23"; 5025 → "1:23:45". */
  const clock = (seconds) => {
    const whole = Math.max(0, Math.floor(seconds || 0));
    const two = (number) => String(number).padStart(2, "0");
    const hours = Math.floor(whole / 3600);
    const minutes = Math.floor(whole / 60) % 60;
    return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  };

  /** "83.4", "1:23", "1:02:03", "1h2m3s", each also as a media fragment ("npt:10,20") → seconds; null for anything else. */
  const parse = (text) => {
    const start = text.replace(/^npt:/, "").split(",")[0];
    if (/^\d+(\.\d+)?$/.test(start)) return Number(start);
    const spelled = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?$/.exec(start);
    if (start && spelled) return (spelled[1] || 0) * 3600 + (spelled[2] || 0) * 60 + Number(spelled[3] || 0);
    if (!/^\d+(:\d{1,2}){1,2}(\.\d+)?$/.test(start)) return null;
    return start.split(":").reduce((seconds, part) => seconds * 60 + Number(part), 0);
  };

  /** The moment a fragment ("#t=83.4") or a query ("?t=1:23") names, or null. */
  const fromHash = (hash) => {
    const value = new URLSearchParams(hash.replace(/^[#?]/, "")).get("t");
    return value === null ? null : parse(value);
  };

  window.turncast.time = { clock, parse, fromHash };
})();
