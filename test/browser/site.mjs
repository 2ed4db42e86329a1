/* The server with the demo data, browsers of several kinds at it, and a count
   of what passed. */
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const READY_MS = 30000;

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };

/* --- what passed --- */

let passed = 0;
let failed = 0;

export function check(holds, name, ...facts) {
  if (holds) passed++;
  else failed++;
  if (!holds) console.log(`not ok - ${name}`, ...facts);
  return holds;
}

/* Is it there, now or in a moment? */
export async function checkSeen(locator, name) {
  const seen = await locator.first().waitFor({ timeout: 5000 })
    .then(() => true, () => false);
  return check(seen, name);
}

export function summary() {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/* One walk; what it throws is one failure and ends only it. */
export async function walk(name, steps) {
  try {
    await steps();
    console.log(`# ${name}`);
  } catch (error) {
    check(false, name, String(error.stack ?? error).slice(0, 900));
  }
}

/* --- the server --- */

const freePort = () => new Promise((resolve) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});

/* Starts it on a free port; gives its address and the sign-in link of each
   role, of which each works once. */
export async function startServer(program, work) {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const port = await freePort();
  const child = spawn(program, ["serve", "--data", `${work}/data`, "--demo",
    "--listen", `127.0.0.1:${port}`, "--base-url", `http://localhost:${port}`], { stdio: ["ignore", "pipe", "pipe"] });
  const links = {};
  return new Promise((resolve, reject) => {
    let text = "";
    const timer = setTimeout(() => reject(new Error(`no start: ${text}`)), READY_MS);
    const read = (part) => {
      text += part;
      for (const [, role, url] of text.matchAll(/^([a-z]+) +(https?:\S+\/sign-in\/\S+)/gm))
        links[role] ??= url;
      const ready = text.match(/"event":"listening","url":"([^"]+)"/);
      if (!ready) return;
      clearTimeout(timer);
      child.stdout.removeAllListeners("data");
      child.stderr.removeAllListeners("data");
      child.stdout.resume();
      child.stderr.resume();
      resolve({ base: ready[1], links, stop: () => child.kill("SIGTERM") });
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    child.on("exit", () => reject(new Error(`ended: ${text}`)));
  });
}

/* --- browsers --- */

export const startBrowser = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});

/* `how`: viewport, colorScheme, javaScriptEnabled, locale... A fault of the
   page's script fails the run. */
export async function newContext(browser, server, how = {}) {
  const context = await browser.newContext({ baseURL: server.base,
    locale: "en", bypassCSP: how.javaScriptEnabled !== false, ...how });
  context.on("weberror", (error) =>
    check(false, "script", String(error.error())));
  return context;
}

/* The link of a role is used once: what the browser was given is kept, and
   every later context of the role begins with it. */
const states = new Map();

export async function signedIn(browser, server, role, how = {}) {
  if (role && !states.has(role)) {
    const first = await newContext(browser, server);
    const page = await first.newPage();
    await page.goto(server.links[role]);
    await page.locator("main form button").first().click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    states.set(role, { storage: await first.storageState(), home: new URL(page.url()).pathname });
    await first.close();
  }
  const state = states.get(role);
  const context = await newContext(browser, server,
    state ? { ...how, storageState: state.storage } : how);
  return { context, home: state?.home ?? "/" };
}

/* --- what every page must keep --- */

export async function checkAxe(page, name) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(
    { exclude: [] }, { resultTypes: ["violations"] }));
  check(violations.length === 0, `axe: ${name}`, violations.map((v) =>
    `${v.id}: ${v.nodes.slice(0, 2).map((n) => n.html.slice(0, 160)).join(" | ")}`));
}

/* Nothing to the side of the window (WCAG 1.4.10): as wide as the narrowest
   telephone, and as a desktop at 200 %. */
export async function checkReflow(page, name) {
  const size = page.viewportSize();
  for (const width of [320, 640]) {
    await page.setViewportSize({ width, height: 800 });
    const over = await page.evaluate(() => {
      const root = document.scrollingElement;
      return root.scrollWidth - root.clientWidth;
    });
    check(over <= 0, `sideways at ${width}: ${name}`, over);
  }
  await page.setViewportSize(size);
}
