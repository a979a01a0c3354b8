// Explore a chart: the drawn SVG gives way to one that answers pointer, finger and keys (see reach_chart.js).
// Nothing is stored, and the SVG stays if anything fails.

const KEYS = "Utforska diagrammet. Vänster och höger piltangent går mellan åren, upp och ner mellan linjerna.";
// Plotly's lengths in pixels, at the drawing's natural size; the chart is as wide as the page lets it be.
const LENGTHS = new Set(["size", "width", "height", "l", "r", "t", "b", "xshift", "yshift"]);

const loading = new Map();

function script(url) {
  if (!loading.has(url)) {
    loading.set(url, new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = url;
      element.addEventListener("load", resolve);
      element.addEventListener("error", () => {
        loading.delete(url);
        element.remove();
        reject(new Error(url));
      });
      document.head.append(element);
    }));
  }
  return loading.get(url);
}

// Plotly writes a <style> element, which our policy refuses, unless this link is there first.
function stylesheet(url) {
  if (document.getElementById("plotly.js-style-global")) return;
  const link = document.createElement("link");
  link.id = "plotly.js-style-global";
  link.className = "no-inline-styles";
  link.rel = "stylesheet";
  link.href = url;
  document.head.append(link);
}

async function plotly(data) {
  stylesheet(data.plotlyCss);
  await script(data.plotlyUrl);
  await script(data.plotlyLocale);
}

// Return a copy of a part of the figure with its lengths multiplied and its colours exchanged.
function translated(part, factor, colours, key = "") {
  if (typeof part === "number") return LENGTHS.has(key) ? part * factor : part;
  if (typeof part === "string") return colours.get(part) ?? part;
  if (Array.isArray(part)) return part.map((each) => translated(each, factor, colours, key));
  if (part === null || typeof part !== "object") return part;
  return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, translated(each, factor, colours, name)]));
}

// Return the page's own colours for the figure's, as rgb: Plotly does not read every way to write a colour.
function colours(roles, svg) {
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const found = new Map();
  for (const [role, colour] of Object.entries(roles)) {
    const probe = document.createElementNS("http://www.w3.org/2000/svg", "g");
    probe.setAttribute("class", role);
    svg.append(probe);
    const style = getComputedStyle(probe);
    brush.fillStyle = role === "chart-hollow" ? style.fill : style.color;
    probe.remove();
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue] = brush.getImageData(0, 0, 1, 1).data;
    found.set(colour, `rgb(${red}, ${green}, ${blue})`);
  }
  return found;
}

export class Explorer {
  constructor(element) {
    this.element = element;
    this.drawn = element.querySelector("[data-chart-static]");
    this.live = element.querySelector("[data-chart-live]");
    this.button = element.querySelector("[data-explore-button]");
    this.status = element.querySelector("[data-chart-status]");
    this.words = element.querySelector("[data-chart-text]");
    this.toggles = [...document.querySelectorAll("input[name=jamfor]")];
    this.state = "resting";
    this.line = this.point = null;
  }

  get query() {
    const query = new URLSearchParams();
    const year = new URLSearchParams(location.search).get("ar");
    if (year) query.set("ar", year);
    // A hidden one says that no line at all is asked for.
    for (const toggle of this.toggles) {
      if (toggle.checked || toggle.type === "hidden") query.append("jamfor", toggle.value);
    }
    return query.size ? `?${query}` : "";
  }

  async fetchFigure() {
    const answer = await fetch(this.element.dataset.figureUrl + this.query);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  // Return a promise that is kept when the chart is open; one that could not be opened can be tried again.
  open() {
    if (this.state === "resting") {
      this.state = "opening";
      this.opening = this.start().catch((fault) => {
        this.state = "resting";
        this.show(false);
        throw fault;
      });
    }
    return this.opening;
  }

  async start() {
    const { query } = this;
    [this.figure] = await Promise.all([this.fetchFigure(), plotly(this.element.dataset)]);
    if (!this.figure.data.length) throw new Error("nothing to draw");
    if (!this.plot) this.build();
    await this.render();
    this.state = "open";
    if (this.query !== query) await this.refresh(); // another line was chosen meanwhile
  }

  build() {
    this.plot = document.createElement("div");
    this.plot.setAttribute("aria-hidden", "true");
    this.live.append(this.plot);
    this.live.tabIndex = 0;
    this.live.setAttribute("role", "application");
    this.live.setAttribute("aria-label", KEYS);
    this.live.addEventListener("keydown", (event) => this.step(event));
    this.live.addEventListener("blur", () => window.Plotly.Fx.unhover(this.plot));
    this.addDownloads();
    for (const toggle of this.toggles) toggle.addEventListener("change", () => this.refresh());
    for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"]) {
      matchMedia(query).addEventListener("change", () => this.render());
    }
    let width = this.element.clientWidth;
    new ResizeObserver(() => {
      if (this.element.clientWidth !== width && this.state === "open") {
        width = this.element.clientWidth;
        this.render();
      }
    }).observe(this.element);
  }

  // Fetch the figure again with the lines that are switched on now; an older answer never replaces a newer one.
  async refresh() {
    const request = (this.request = {});
    try {
      const figure = await this.fetchFigure();
      if (request !== this.request) return;
      this.figure = figure;
      this.line = this.point = null;
      await this.render();
    } catch {
      if (request !== this.request) return;
      this.say("Det gick inte att hämta linjen. Försök igen, eller välj Visa.");
    }
  }

  // The drawing keeps its place under the live chart, so that nothing moves when one gives way to the other.
  show(isLive) {
    this.live.hidden = !isLive;
    this.drawn.classList.toggle("is-covered", isLive);
  }

  // Say something aloud. A value is shown at its point already; to show it here too would move what stands below.
  say(text, isShown = false) {
    this.status.classList.toggle("visually-hidden", isShown);
    this.status.textContent = text;
  }

  async render() {
    const svg = [...this.drawn.querySelectorAll("svg")].find((each) => each.getBoundingClientRect().width > 0);
    const width = svg.getBoundingClientRect().width;
    const layout = svg.classList.contains("chart-narrow") ? this.figure.narrow : this.figure.layout;
    const factor = width / layout.width;
    const exchange = colours(this.figure.roles, svg);
    const drawing = translated(layout, factor, exchange);
    drawing.font.family = drawing.hoverlabel.font.family = getComputedStyle(svg).fontFamily;
    this.words.textContent = this.figure.text;
    this.show(true);
    await window.Plotly.react(this.plot, translated(this.figure.data, factor, exchange), drawing, this.figure.config);
  }

  // The lines that are shown, each as the numbers of its points that have a value; the home line is the last.
  get lines() {
    return this.figure.data.flatMap((trace, curve) => {
      const points = trace.y.flatMap((value, point) => (value === null ? [] : [point]));
      return trace.visible === "legendonly" ? [] : [{ curve, points }];
    });
  }

  step(event) {
    const { lines } = this;
    const line = lines[this.line ?? lines.length - 1] ?? lines.at(-1);
    const at = this.point ?? line.points.length;
    const last = line.points.length - 1;
    const moves = {
      ArrowLeft: () => this.go(lines.indexOf(line), Math.max(Math.min(at, last + 1) - 1, 0)),
      ArrowRight: () => this.go(lines.indexOf(line), Math.min(at + 1, last)),
      Home: () => this.go(lines.indexOf(line), 0),
      End: () => this.go(lines.indexOf(line), last),
      ArrowUp: () => this.change(lines, line, -1),
      ArrowDown: () => this.change(lines, line, 1),
      Escape: () => window.Plotly.Fx.unhover(this.plot),
    };
    if (!(event.key in moves) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    moves[event.key]();
  }

  // Go to another line, to its point nearest in time.
  change(lines, line, by) {
    const next = (lines.indexOf(line) + by + lines.length) % lines.length;
    const year = this.year ?? Infinity;
    const years = lines[next].points.map((point) => Math.abs(this.figure.data[lines[next].curve].x[point] - year));
    this.go(next, this.year === undefined ? years.length - 1 : years.indexOf(Math.min(...years)));
  }

  go(line, point) {
    const { curve, points } = this.lines[line];
    [this.line, this.point] = [line, point];
    const trace = this.figure.data[curve];
    this.year = trace.x[points[point]];
    window.Plotly.Fx.hover(this.plot, [{ curveNumber: curve, pointNumber: points[point] }]);
    this.say(trace.customdata[points[point]], true);
  }

  addDownloads() {
    for (const [label, save] of [["Spara SVG", saveSvg], ["Spara PNG", savePng]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = this.button.className;
      button.textContent = label;
      button.addEventListener("click", async () => {
        try {
          await save(this.element.dataset.svgUrl + this.query);
          this.say("");
        } catch {
          this.say("Det gick inte att skapa bilden. Försök igen.");
        }
      });
      this.button.after(button);
    }
  }
}

async function picture(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(String(answer.status));
  return new Blob([await answer.text()], { type: "image/svg+xml" });
}

function save(blob, url, ending) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = new URL(url, location.href).pathname.split("/").pop().replace(/\.svg$/, ending);
  link.click();
  URL.revokeObjectURL(link.href);
}

async function saveSvg(url) {
  save(await picture(url), url, ".svg");
}

// Twice the size of the drawing, for paper and sharp screens.
async function savePng(url) {
  const image = new Image();
  image.src = URL.createObjectURL(await picture(url));
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth * 2, image.naturalHeight * 2];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
  if (!blob) throw new Error("no picture");
  save(blob, url, ".png");
}
