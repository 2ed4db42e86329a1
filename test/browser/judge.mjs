/* A learner applies and hands in; staff accept; an assessor marks by keyboard
   alone, saved as it is written, and without a script; the learner reads it. */
import { check, checkAxe, signedIn } from "./site.mjs";

const STAFF = "/o/career-skills";

async function roleOf(browser, server, role, how) {
  const { context } = await signedIn(browser, server, role, how);
  return context.newPage();
}

/* A course that the learner is not on the way to: the page of the work. */
async function apply(page) {
  await page.goto("/catalogue?from=24");
  const courses = await page.locator("main .card h2 a").evaluateAll((links) =>
    links.map((link) => link.getAttribute("href")));
  for (const course of courses) {
    await page.goto(`${course}/enrol`);
    const button = page.locator("form[action$='/enrol'] button");
    if (await button.count() === 0) continue;
    await button.click();
    await page.waitForURL(/\/me\/enrolment\//);
    return new URL(page.url()).pathname;
  }
  throw new Error("no course is left");
}

/* Chosen in the list, tried, then done. */
async function accept(page, work) {
  await page.goto(`${STAFF}/enrolment?state=applied`);
  await page.locator(`input[name=id][value="${work.split("/").pop()}"]`).check();
  await page.locator("#do").selectOption("accept");
  await page.locator("button[name=try]").click();
  check(await page.getByText("this is possible for 1").count() === 1, "tried first");
  await page.locator("button[name=run]").click();
  check(await page.locator("p.notice").count() === 1, "accepted");
}

async function handIn(page, work) {
  await page.goto(work);
  await page.locator("textarea[name=text]").first().fill("What I did at work.");
  await page.locator("input[name=file]").first().setInputFiles({
    name: "map.html", mimeType: "text/html", buffer: Buffer.from("<script>1</script>") });
  await page.locator("form[enctype] button").first().click();
  check(await page.getByText("What I did at work.").count() >= 1, "evidence is kept");
  const [download] = await Promise.all([
    page.waitForEvent("download"), page.getByRole("link", { name: "map.html" }).click()]);
  check(download.suggestedFilename() === "map.html", "a file is only a download");
  await page.locator("#send button").click();
  check(await page.locator("#send").count() === 0, "handed in");
  await checkAxe(page, "handed in");
}

/* J, K, C, Escape and digits; Tab to what follows. */
async function markByKey(page, work) {
  await page.goto(`${STAFF}/assess/${work.split("/").pop()}`);
  const n = await page.locator(".rubric").count();
  await page.keyboard.press("k");
  for (let i = 0; i < n; i++) {
    await page.keyboard.press("2");
    await page.keyboard.press("c");
    await page.keyboard.type(`Seen ${i + 1}.`);
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
  }
  await page.locator("[data-saved]", { hasText: "Saved" }).waitFor();
  await page.reload();
  check(await page.locator(".rubric input:checked").count() === n, "levels were saved");
  check(await page.locator(".rubric textarea").last().inputValue() === `Seen ${n}.`,
    "comments were saved");
  await checkAxe(page, "marking");
}

/* Ended without a script: first what stands against it, then the end. */
async function finishPlain(page, work) {
  await page.goto(`${STAFF}/assess/${work.split("/").pop()}`);
  await page.locator("button[value=again]").click();
  check(await page.locator("#reason-fault").count() === 1, "a reason is asked for");
  await page.locator("#identity").selectOption("2");
  await page.locator("#supervision").selectOption("6");
  await page.locator("button[value=pass]").click();
  check(await page.locator("p.notice").count() === 1, "judged");
}

export async function judge(browser, server) {
  const plain = { javaScriptEnabled: false };
  const learner = await roleOf(browser, server, "learner", plain);
  const registrar = await roleOf(browser, server, "registrar");
  const work = await apply(learner);
  await accept(registrar, work);
  await handIn(await roleOf(browser, server, "learner"), work);
  await markByKey(await roleOf(browser, server, "assessor"), work);
  await finishPlain(await roleOf(browser, server, "assessor", plain), work);
  await learner.goto(work);
  check(await learner.getByText("Seen 1.").count() === 1, "the learner reads it");
}
