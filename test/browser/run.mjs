/* run.mjs SERVER WORK SHOTS: a browser at the product, as people use it. */
import { startServer, startBrowser, summary, walk } from "./site.mjs";
import { judge } from "./judge.mjs";
import { look } from "./look.mjs";
import { passkey } from "./passkey.mjs";

const [program, work, shots] = process.argv.slice(2);
const server = await startServer(program, work);
const browser = await startBrowser();
if (!process.env.ONLY) await walk("every page", () => look(browser, server, shots));
await walk("a passkey", () => passkey(browser, server));
await walk("judging", () => judge(browser, server));
await browser.close();
server.stop();
process.exit(summary());
