/* Every page of every role: an answer, axe without a violation, nothing to the
   side, and a picture on telephone and desktop, light and dark. */
import { PHONE, DESKTOP, check, checkAxe, checkReflow, signedIn } from "./site.mjs";

/* A path, or a path and the link on it that leads to the page meant. "~" is
   the home of the role. */
const PAGES = {
  "": ["/", "/catalogue", "/catalogue?q=nothing-has-these-words", "/verify",
    "/sign-in", "/no-such-page", ["/catalogue", "main .card h2 a"],
    ["/catalogue", "main .card a.hint"]],
  learner: ["/me", "/me/enrolment", ["/me/enrolment", "main .card h2 a"],
    ["/me", "main a.tile"], "/me/sign-in", "/me/profile", "/me/inbox"],
  owner: ["/o/career-skills/home", "/o/career-skills/people",
    "/o/career-skills/settings", "/o/career-skills/audit",
    "/o/career-skills/token"],
  designer: ["/o/career-skills/achievement",
    "/o/career-skills/achievement/new",
    ["/o/career-skills/achievement", "main tbody a"],
    "/o/career-skills/library"],
  assessor: ["/o/career-skills/assess", ["/o/career-skills/assess", "main table a"]],
  registrar: ["/o/career-skills/enrolment",
    "/o/career-skills/enrolment?q=nobody-has-this-name",
    "/o/career-skills/award", ["/o/career-skills/award", "main tbody a"],
    "/o/career-skills/award/new", "/o/career-skills/batch",
    "/o/career-skills/import", "/o/career-skills/outbox"],
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
