// What holds for every answer that htmx puts in a page.
import { released } from "./press.js";

document.addEventListener("htmx:before:response", (event) => {
  const { ctx } = event.detail;
  const { raw } = ctx.response;
  if (!raw.ok) event.preventDefault(); // an error page has no part to put anywhere
  // What is pressed is not taken away: the answer waits for the click, which may ask for another and give this one up.
  const read = raw.text.bind(raw);
  raw.text = async () => {
    const text = await read();
    await released();
    ctx.request.signal.throwIfAborted();
    return text;
  };
});
