// Ask pa11y (HTML_CodeSniffer, WCAG 2 AA) of every page given on standard input, light and dark, narrow and wide.
// Prints what it found as JSON: [{url, width, scheme, code, selector, message}, …].
const pa11y = require("pa11y");
const puppeteer = require("puppeteer");

const WIDTHS = [320, 1440];
const SCHEMES = ["light", "dark"];

async function ask(browser, url) {
  const page = await browser.newPage();
  const found = [];
  try {
    await page.goto(url, { waitUntil: "load" });
    await page.evaluate(() => document.querySelectorAll("main details").forEach((each) => { each.open = true; }));
    for (const width of WIDTHS) {
      for (const scheme of SCHEMES) {
        // Without motion, so that no colour is caught halfway from one scheme to the other.
        const still = { name: "prefers-reduced-motion", value: "reduce" };
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }, still]);
        const options = { browser, page, ignoreUrl: true, standard: "WCAG2AA", viewport: { width, height: 900 } };
        const { issues } = await pa11y(url, options);
        found.push(...issues.map(({ code, selector, message }) => ({ url, width, scheme, code, selector, message })));
      }
    }
  } finally {
    await page.close();
  }
  return found;
}

async function main() {
  const urls = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROME_PATH,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const found = [];
  try {
    for (const url of urls) found.push(...await ask(browser, url));
  } finally {
    await browser.close();
  }
  process.stdout.write(JSON.stringify(found));
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
