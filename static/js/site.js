// Years change in place: say aloud what changed, since the part that says it is replaced with the rest.
document.addEventListener("htmx:after:swap", () => {
  const news = document.querySelector("[data-announce]");
  const announcer = document.querySelector("[data-announcer]");
  if (news && announcer.textContent !== news.textContent) announcer.textContent = news.textContent;
});
