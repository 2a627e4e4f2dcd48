// The search in the page. The index (search-index.js) is described in src/publish/site/search/mod.rs.
"use strict";
(() => {
  const box = document.getElementById("q");
  const list = document.getElementById("results");
  const found = document.getElementById("found");
  const packed = self.searchIndex;
  if (!box || !list || !found || !packed) return;
  const root = document.querySelector("a.brand").getAttribute("href").replace(/index\.html$/, "");
  const MOST = 20;
  const STOP = new Set(("a about all an and any are as at be been before by can do does each for from had has have how if in " +
    "into is it its made may must no not of on or other our so such than that the their them there these they this to was " +
    "what when which with you").split(" "));

  // The same words as src/publish/site/search/words.rs makes.
  function words(text) {
    const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    return (folded.match(/[a-z0-9]+/g) || [])
      .filter((word) => word.length > 1 && word.length <= 24 && !STOP.has(word))
      .map((word) => {
        if (word.length > 5 && word.endsWith("ies")) return word.slice(0, -3) + "y";
        return word.length > 3 && /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
      });
  }

  // Terms and, for each, [fact, weight] pairs.
  let terms = null;
  let postings = null;
  function unpack() {
    const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let before = "";
    terms = packed.w.split(" ").map((code) => (before = before.slice(0, parseInt(code[0], 36)) + code.slice(1)));
    postings = packed.p.split(" ").map((code) => {
      const list = [];
      let number = 0, shift = 0, fact = 0;
      for (const c of code) {
        const digit = digits.indexOf(c);
        number |= (digit & 31) << shift;
        shift += 5;
        if (digit < 32) {
          fact += Math.floor(number / 3);
          list.push([fact, number % 3]);
          number = shift = 0;
        }
      }
      return list;
    });
  }

  // Letters that must be put in, taken out, changed or swapped, as far as `most`.
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let two = [], one = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        let cost = Math.min(one[j] + 1, row[j - 1] + 1, one[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, two[j - 2] + 1);
        row.push(cost);
        least = Math.min(least, cost);
      }
      if (least > most) return most + 1;
      [two, one] = [one, row];
    }
    return one[b.length];
  }

  // How well a term of the index fits a word of the query, 0 to 1.
  function fit(word, term) {
    if (term === word) return 1;
    if (word.length > 2 && term.startsWith(word)) return 0.5 + 0.3 * (word.length / term.length);
    // A number with another digit is another number.
    if (/^\d+$/.test(word)) return 0;
    let shared = 0;
    while (shared < word.length && shared < term.length && word[shared] === term[shared]) shared++;
    if (shared >= 5 && shared >= 0.6 * Math.max(word.length, term.length)) return 0.45;
    const most = word.length > 7 ? 2 : word.length > 3 ? 1 : 0;
    const apart = most ? distance(word, term, most) : 1;
    return apart <= most ? 0.4 / apart : 0;
  }

  function search(text) {
    if (!terms) unpack();
    const query = [...new Set(words(text))];
    const scores = new Map();
    for (const word of query) {
      const best = new Map();
      terms.forEach((term, number) => {
        const fits = fit(word, term);
        if (!fits) return;
        const rare = Math.log(1 + packed.d.length / postings[number].length);
        for (const [fact, weight] of postings[number]) {
          const score = fits * rare * [0.6, 1, 2][weight];
          if (score > (best.get(fact) || 0)) best.set(fact, score);
        }
      });
      for (const [fact, score] of best) {
        const sum = scores.get(fact) || [0, 0];
        scores.set(fact, [sum[0] + score, sum[1] + 1]);
      }
    }
    // A fact that has more of the words comes first among those that are as near.
    return [...scores]
      .map(([fact, [score, hits]]) => [fact, score * (hits / query.length)])
      .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  function show() {
    const text = box.value;
    const results = text.trim().length > 1 ? search(text) : [];
    list.replaceChildren(...results.slice(0, MOST).map(([number]) => {
      const [topic, page, question, verdict] = packed.d[number];
      const item = document.createElement("li");
      const link = document.createElement("a");
      const line = document.createElement("p");
      const badge = document.createElement("span");
      item.className = "entry";
      link.href = root + (page.includes("#") ? page : `faq/${page}.html`);
      link.textContent = question;
      line.className = "fine";
      if (verdict !== null) {
        badge.className = `badge ${packed.v[verdict][0]}`;
        badge.textContent = packed.v[verdict][1];
        line.append(badge, " ");
      }
      line.append(packed.t[topic]);
      item.append(link, line);
      return item;
    }));
    if (text.trim().length < 2) found.textContent = "";
    else if (!results.length) found.textContent = "Nothing found. Try another word.";
    else if (results.length > MOST) found.textContent = `${results.length} answers; the nearest ${MOST} are shown.`;
    else found.textContent = results.length === 1 ? "1 answer" : `${results.length} answers`;
  }

  let waiting = 0;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
  // Down goes from the field into the results, up and down through them.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (!links.length || (at < 0 && document.activeElement !== box)) return;
    event.preventDefault();
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    (next < 0 ? box : links[Math.min(next, links.length - 1)]).focus();
  });
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    box.value = asked;
    show();
  }
})();
