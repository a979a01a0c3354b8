// Walk from dot to dot of a strip: by the control under it (arrow keys, a finger), or by pointing in the picture.

export function walk(figure) {
  const [svg, control, told] = ["svg", "input", "output"].map((name) => figure.querySelector(name));
  const dots = figure.dataset.dots.split("|").map((each) => {
    const [at, name, value] = each.split(";");
    return { at: Number(at), text: `${name} ${value}` };
  });
  const chosen = document.createElementNS(svg.namespaceURI, "path");
  chosen.setAttribute("class", "strip-chosen");
  chosen.setAttribute("stroke-width", 4);

  function show() {
    const { at, text } = dots[control.value];
    chosen.setAttribute("d", `M${at} -2v14`);
    if (!chosen.parentNode) svg.append(chosen);
    control.setAttribute("aria-valuetext", text);
    told.textContent = text;
  }

  function point(event) {
    const { left, width } = svg.getBoundingClientRect();
    const at = ((event.clientX - left) / width) * 1000;
    let nearest = 0;
    dots.forEach((each, place) => { if (Math.abs(each.at - at) < Math.abs(dots[nearest].at - at)) nearest = place; });
    control.value = nearest;
    show();
  }

  control.addEventListener("input", show);
  for (const name of ["pointermove", "pointerdown"]) svg.addEventListener(name, point);
  show();
}
