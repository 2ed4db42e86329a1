/* A passkey is made, used to sign in, and given up; with the browser's own
   device in place of a finger. */
import { check, checkAxe, checkSeen, newContext, signedIn } from "./site.mjs";

/* Two authenticators do not share keys: the one that made it is taken along. */
async function carry(from, to) {
  const { credentials } = await from.cdp.send(
    "WebAuthn.getCredentials", { authenticatorId: from.id });
  for (const credential of credentials)
    await to.cdp.send(
      "WebAuthn.addCredential", { authenticatorId: to.id, credential });
  return credentials.length;
}

async function device(context, page) {
  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true,
      hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true } });
  return { cdp, id: authenticatorId };
}

export async function passkey(browser, server) {
  const { context } = await signedIn(browser, server, "learner");
  const page = await context.newPage();
  const made = await device(context, page);
  await page.goto("/me/sign-in");
  await checkAxe(page, "ways to sign in");
  await page.getByLabel("A name for this device").fill("Red key");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await checkSeen(page.getByText("Red key"), "the passkey is listed");

  const other = await newContext(browser, server);
  const door = await other.newPage();
  const used = await device(other, door);
  check(await carry(made, used) === 1, "the device keeps one key");
  await door.goto("/sign-in?next=/me/sign-in");
  await door.getByRole("button", { name: "Use a passkey" }).click();
  await door.waitForURL(/\/me\/sign-in$/);
  await checkSeen(door.getByText("last used"), "signed in by passkey");

  /* The same count again is that of a copy. */
  const copy = await newContext(browser, server);
  const third = await copy.newPage();
  const stale = await device(copy, third);
  await carry(made, stale);
  await third.goto("/sign-in?next=/me/sign-in");
  const [answer] = await Promise.all([
    third.waitForResponse((r) => r.url().endsWith("/sign-in/passkey")),
    third.getByRole("button", { name: "Use a passkey" }).click()]);
  check(answer.status() === 401, "a copy is refused", answer.status());

  await door.getByRole("button", { name: "Remove Red key" }).click();
  await door.getByText("Red key").waitFor({ state: "detached" });
  await door.goto("/me/sign-in");
  check(await door.getByText("Red key").count() === 0, "the passkey is gone");
  await Promise.all([context.close(), other.close(), copy.close()]);
}
