/* Every page of every role: an answer, axe without a violation, nothing to the
   side, and a picture on telephone and desktop, light and dark. */
import { PHONE, DESKTOP, check, checkAxe, checkReflow, signedIn } from "./site.mjs";

/* A path, or a path and the link on it that leads to the page meant. "~" is
   the home of the role. */
const PAGES = {
  "": ["/", "/catalogue", "/catalogue?q=nothing-has-these-words", "/verify",
    "/sign-in", "/no-such-page", ["/catalogue", "main .card h2 a"],
    ["/catalogue", "main .card a.hint"]],
  learner: ["/me", "/me/enrolment", ["/me", "main a.tile"], "/me/sign-in"],
  designer: ["~/achievement", "~/achievement/new",
    ["~/achievement", "main tbody a"]],
  assessor: ["~/assess", ["~/assess", "main tbody a"]],
  registrar: ["~/enrolment", "~/outbox"],
};

const KINDS = [
  ["desktop", { viewport: DESKTOP }],
  ["phone", { viewport: PHONE, isMobile: true, hasTouch: true }],
  ["dark", { viewport: DESKTOP, colorScheme: "dark" }],
];

async function open(page, home, entry) {
  const [path, link] = Array.isArray(entry) ? entry : [entry];
  const answer = await page.goto(path.replace("~", home.replace(/\/$/, "")));
  if (!link) return answer;
  const href = await page.locator(link).first().getAttribute("href");
  return page.goto(href);
}

function nameOf(role, entry) {
  const words = Array.isArray(entry) ? `${entry[0]} ${entry[1]}` : entry;
  return `${role || "public"}${words}`.replace(/[^a-z0-9]+/gi, "_").slice(0, 70);
}

export async function look(browser, server, shots) {
  for (const [role, entries] of Object.entries(PAGES)) {
    for (const [kind, how] of KINDS) {
      const { context, home } = await signedIn(browser, server, role, how);
      const page = await context.newPage();
      for (const entry of entries) {
        const name = nameOf(role, entry);
        const answer = await open(page, home, entry);
        const wanted = String(entry).includes("no-such-page") ? 404 : 200;
        if (!check(answer.status() === wanted, `answer: ${name}`, answer.status())) continue;
        await checkAxe(page, `${name} ${kind}`);
        if (kind === "phone") await checkReflow(page, name);
        await page.screenshot({ path: `${shots}/${name}-${kind}.png`, fullPage: true });
      }
      await context.close();
    }
  }
}
