// Opens a built site in Chromium and does what readers do. Usage: node site.mjs FOLDER CHROMIUM
// Prints one line a check; exits 1 when one fails. Started by tests/it/browser.rs.
import { readFileSync, existsSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";

const [folder, executablePath] = process.argv.slice(2);
// Tests of the whole program share the machine: what takes a second alone may wait for many.
const PATIENCE = 180_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
// One page of each kind.
const PAGES = [
  "index.html", "search.html", "about.html", "sources.html", "advisories.html", "plugins.html", "changes.html", "404.html",
  "faq/index.html", "faq/all.html", "faq/vuln.html", "faq/auth/master-password.html",
  "standard/index.html", "standard/caiq-v4.html", "standard/security-profile.html",
];

// The headers are those that the site itself asks its host to send.
const headers = Object.fromEntries(
  readFileSync(join(folder, "_headers"), "utf8").split("\n").filter((line) => line.startsWith("  "))
    .map((line) => { const at = line.indexOf(":"); return [line.slice(2, at), line.slice(at + 1).trim()]; }),
);
// The site stands in a folder of its host, as the address says that the tests build it with.
const FOLDER = "/answers/";
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  if (!path.startsWith(FOLDER)) return response.writeHead(404).end();
  const file = join(folder, path.slice(FOLDER.length - 1), path.endsWith("/") ? "index.html" : "");
  if (!existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": TYPES[extname(file)] || "application/octet-stream", ...headers }).end(readFileSync(file));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const base = `http://127.0.0.1:${server.address().port}${FOLDER}`;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"], timeout: PATIENCE });

let failed = 0;
async function check(name, run, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) faults.push(message.text()); });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => { if (!/^(http:\/\/127\.0\.0\.1|file:|data:)/.test(request.url())) faults.push(`asked for ${request.url()}`); });
  try {
    await run(page);
    if (faults.length) throw new Error(faults.join("\n"));
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}: ${error.message}`);
  }
  await context.close();
}

function expect(condition, message) {
  if (!condition) throw new Error(message);
}

// The tests' own script runs beside the page's policy, which would stop it inside the page.
async function axe(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  expect(!found.violations.length, found.violations.map((fault) => `${fault.id}: ${fault.nodes.slice(0, 3).map((node) => node.html).join(" | ")}`).join("\n"));
}

for (const path of PAGES) {
  for (const [colorScheme, width] of [["light", 390], ["dark", 1280]]) {
    await check(`axe ${path} ${colorScheme} ${width}`, async (page) => {
      await page.goto(base + path);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(over <= 0, `${over} pixels wider than the window`);
      await axe(page);
    }, { colorScheme, viewport: { width, height: 900 } });
  }
}

await check("search finds 2fa, and the results pass axe", async (page) => {
  await page.goto(`${base}index.html`);
  await page.fill("#q", "2fa");
  await page.waitForSelector("#results a");
  const first = await page.locator("#results a").allTextContents();
  expect(first.some((text) => /multi-factor/i.test(text)), first.join("\n"));
  expect(/\d+ answers/.test(await page.textContent("#found")), "does not say how many");
  await axe(page);
});

for (const [typed, wanted] of [["pasword encription", /credential|password|encrypt/i], ["telemtry", /telemetry/i], ["ISO27001 certificate", /certif/i], ["vulnerabilty report", /vulnerab/i]]) {
  await check(`search forgives "${typed}"`, async (page) => {
    await page.goto(`${base}search.html?q=${encodeURIComponent(typed)}`);
    await page.waitForSelector("#results a");
    const texts = (await page.locator("#results a").allTextContents()).slice(0, 3);
    expect(texts.some((text) => wanted.test(text)), texts.join("\n"));
  });
}

await check("search finds the identifier of a vulnerability", async (page) => {
  await page.goto(`${base}search.html?q=CVE-2026-24480`);
  await page.waitForSelector("#results a");
  const first = page.locator("#results a").first();
  expect((await first.textContent()).includes("24480"), await first.textContent());
  const found = await page.locator("#results a[href*='advisories.html#']").count();
  expect(found > 0, "no advisory");
});

await check("keyboard only: skip link, search, results, answer", async (page) => {
  await page.goto(`${base}index.html`);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.className) === "skip", "first stop is not the skip link");
  const box = await page.evaluate(() => document.activeElement.getBoundingClientRect().top);
  expect(box >= 0, "the skip link is not seen when it has the focus");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.id) === "q", "after the skip link comes the search");
  await page.keyboard.type("single sign-on", { delay: 5 });
  await page.waitForSelector("#results a");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  expect(await page.evaluate(() => document.activeElement.closest("#results") !== null), "arrows do not reach the results");
  await page.keyboard.press("Enter");
  await page.waitForURL(/faq\/.*\.html/);
  expect(await page.locator("h1").count() === 1, "no answer");
});

await check("search works from a disk", async (page) => {
  await page.goto(pathToFileURL(join(folder, "search.html")).href);
  await page.fill("#q", "telemetry");
  await page.waitForSelector("#results a");
  await page.click("#results a");
  expect(page.url().startsWith("file:") && page.url().includes("/faq/"), page.url());
  expect(await page.evaluate(() => document.fonts.check("16px 'Noto Sans'")), "own font not there");
});

await check("without scripts there is a way to every answer", async (page) => {
  await page.goto(`${base}search.html`);
  await page.click("noscript a, main a[href$='all.html']");
  expect(await page.locator("main li a").count() > 300, "not all questions");
}, { javaScriptEnabled: false });

await check("dark mode is dark, and keeps its own colours", async (page) => {
  await page.goto(`${base}index.html`);
  const [r, g, b] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
  expect(r + g + b < 150, `${r} ${g} ${b}`);
}, { colorScheme: "dark" });

await check("print leaves navigation out and writes addresses", async (page) => {
  await page.goto(`${base}faq/auth/master-password.html`);
  await page.emulateMedia({ media: "print" });
  expect(!(await page.isVisible("header nav")), "navigation is printed");
  const after = await page.evaluate(() => getComputedStyle(document.querySelector(".sources a"), "::after").content);
  expect(after.includes("http"), `address of a source: ${after}`);
  expect((await page.pdf()).length > 10_000, "does not print");
});

await check("an answer can be copied as a citation", async (page) => {
  await page.goto(`${base}faq/auth/master-password.html`);
  await page.click("button.copy");
  await page.waitForSelector("text=Copied.");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text.includes("auth.master-password"), text);
}, { permissions: ["clipboard-read", "clipboard-write"] });

await check("text of twice the size stays in the window", async (page) => {
  for (const path of PAGES) {
    await page.goto(base + path);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over <= 0, `${path}: ${over} pixels wider than the window`);
  }
}, { viewport: { width: 320, height: 640 } });

await browser.close();
server.close();

const html = new HtmlValidate({
  extends: ["html-validate:standard"],
  // Ours: lists that CSS draws without marks keep their role; the rest of the style is nobody's fault.
  rules: { "void-style": "off", "no-trailing-whitespace": "off", "long-title": "off", "no-inline-style": "error", "require-sri": "off" },
});
let invalid = 0;
for (const entry of readdirSync(folder, { recursive: true })) {
  if (!entry.endsWith(".html")) continue;
  const report = await html.validateFile(join(folder, entry));
  for (const result of report.results) {
    for (const message of result.messages) {
      if (invalid++ < 20) console.log(`FAILED  html ${entry}:${message.line}: ${message.ruleId}: ${message.message}`);
    }
  }
}
console.log(`${invalid ? "FAILED " : "ok     "} html of every page, ${invalid} faults`);
console.log(`${failed} checks failed`);
process.exit(failed || invalid ? 1 : 0);
