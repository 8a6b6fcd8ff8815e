/* Bewaart een onderdeel van het plan terwijl je schrijft. Zonder dit script is er gewoon Opslaan. */
(() => {
  "use strict";

  const form = document.querySelector("[data-bb-keep]");
  if (!form || !window.htmx) return;

  const REST = 3000;
  const AGAIN = 15000;
  const told = form.querySelector("[data-bb-kept]");
  const turn = form.elements.turn;
  let kept = words();
  let sent = "";
  let timer;
  let busy = false;
  let stopped = false;
  let failed = false;
  let leaving = false;

  function words() {
    const fields = new FormData(form);
    for (const name of ["version", "turn", "csrfmiddlewaretoken"]) fields.delete(name);
    return JSON.stringify([...fields]);
  }

  const isDirty = () => !stopped && !leaving && words() !== kept;
  const next = () => (turn.value = Number(turn.value) + 1);

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(keep, wait);
  }

  function keep() {
    clearTimeout(timer);
    if (!isDirty()) return;
    if (busy) {
      later(REST);
      return;
    }
    busy = true;
    sent = words();
    next();
    window.htmx.trigger(form, "bewaar");
  }

  form.addEventListener("input", () => later(REST));
  form.addEventListener("focusout", keep);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    next();
    leaving = true;
  });
  window.addEventListener("online", keep);

  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== form) return;
    const status = event.detail.xhr.status;
    busy = false;
    failed = ![200, 409, 422].includes(status);
    if (status === 200 || status === 422) kept = sent;
    stopped = status === 409;
    if (failed && ![403, 404].includes(status)) later(AGAIN);
    if (isDirty() && !failed) later(REST);
  });

  /* Hoorbaar alleen als er iets nieuws te zeggen is */
  form.addEventListener("htmx:afterSettle", () => {
    const text = document.getElementById("bewaard").textContent.trim();
    if (told.textContent !== text) told.textContent = text;
  });

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) keep();
  });

  window.addEventListener("beforeunload", (event) => {
    if ((failed || stopped) && !leaving && words() !== kept) event.preventDefault();
  });

  window.addEventListener("pagehide", () => {
    if (!isDirty()) return;
    next();
    const fields = new FormData(form);
    fields.set("csrfmiddlewaretoken", window.bbCsrfToken());
    if (navigator.sendBeacon(form.dataset.bbKeep, fields)) kept = words();
  });

  window.addEventListener("pageshow", () => {
    leaving = false;
  });

  /* Wie schrijft hier ook? Een tabblad op de achtergrond schrijft niet. Mislukt het vragen, dan blijft staan wat er stond. */
  const others = form.querySelector("[data-bb-present]");
  let shown = "";

  async function present() {
    if (document.hidden) return;
    const body = new FormData();
    body.set("open_form", form.elements.open_form.value);
    body.set("csrfmiddlewaretoken", window.bbCsrfToken());
    try {
      const answer = await fetch(others.dataset.bbPresent, { method: "POST", body, redirect: "error" });
      const found = answer.ok ? await answer.text() : shown;
      if (found !== shown) others.innerHTML = found;
      shown = found;
    } catch {
      /* de volgende keer beter */
    }
  }

  present();
  setInterval(present, 30000);
})();
