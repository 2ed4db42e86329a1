/* run.mjs SERVER WORK SHOTS: a browser at the product, as people use it. */
import { startServer, startBrowser, summary, walk } from "./site.mjs";
import { look } from "./look.mjs";

const [program, work, shots] = process.argv.slice(2);
const server = await startServer(program, work);
const browser = await startBrowser();
await walk("every page", () => look(browser, server, shots));
await browser.close();
server.stop();
process.exit(summary());
