// Small comforts only: everything works without this file.
for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
for (const form of document.querySelectorAll("form.filters")) {
  form.classList.add("at-once");
  form.addEventListener("change", () => form.requestSubmit());
}
