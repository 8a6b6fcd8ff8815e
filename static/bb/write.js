/* Bewaart een onderdeel van het plan terwijl je schrijft, en laat je niet zomaar gaan zolang je tekst nergens staat */
(() => {
  "use strict";

  /* Twee teksten: wie weggaat zonder te kiezen, wordt gevraagd of dat klopt */
  const choice = document.querySelector("[data-bb-choice]");
  if (choice) {
    let chosen = false;
    choice.addEventListener("click", (event) => (chosen = event.target.matches("a, button")));
    window.addEventListener("beforeunload", (event) => chosen || event.preventDefault());
  }

  const form = document.querySelector("[data-bb-keep]");
  if (!form || !window.htmx) return;

  const REST = 3000;
  const AGAIN = 15000;
  const told = form.querySelector("[data-bb-kept]");
  const turn = form.elements.turn;
  /* Wat de server heeft, wat hij zo niet aanneemt, en wat naar hem onderweg is */
  let kept = "bbUnkept" in form.dataset ? "" : words();
  let refused = "";
  let sent = "";
  let timer;
  let busy = false;
  let stopped = false;
  let failed = false;
  let leaving = false;
  let onward = null;

  function words() {
    const fields = new FormData(form);
    for (const name of ["version", "turn", "csrfmiddlewaretoken"]) fields.delete(name);
    return JSON.stringify([...fields]);
  }

  const isKept = () => !busy && words() === kept;
  const isDirty = () => !stopped && !leaving && ![kept, refused].includes(words());
  const isWaiting = () => busy || (isDirty() && !failed);
  const answer = () => document.getElementById("bewaard");
  const next = () => (turn.value = Number(turn.value) + 1);

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(keep, wait);
  }

  function keep() {
    clearTimeout(timer);
    if (busy || !isDirty()) return;
    busy = true;
    sent = words();
    next();
    window.htmx.trigger(form, "bewaar");
  }

  form.addEventListener("input", () => later(REST));
  form.addEventListener("focusout", () => failed || keep());
  window.addEventListener("online", keep);

  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== form) return;
    const status = event.detail.xhr.status;
    busy = false;
    failed = ![200, 409, 422].includes(status);
    if (status === 200) kept = sent;
    if (status === 422) refused = sent;
    stopped = status === 409;
    if (failed && ![403, 404].includes(status)) later(AGAIN);
    if (!failed && isDirty()) onward ? keep() : later(REST);
    if (onward && !busy) go();
  });

  /* Wie weggaat of opslaat, wacht tot alles bewaard is. Lukt dat niet, dan blijft de pagina staan en zegt waarom */
  function hold(event, act) {
    event.preventDefault();
    onward = act;
    keep();
  }

  function go() {
    const act = onward;
    onward = null;
    if (isKept() || (act.isSave && !failed)) act();
    else answer().scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("submit", (event) => {
    const isSave = event.target === form;
    if (isWaiting() || (isSave && isDirty())) {
      hold(event, Object.assign(() => event.target.requestSubmit(event.submitter), { isSave }));
    } else if (isSave) {
      clearTimeout(timer);
      next();
      leaving = true;
    }
  }, true);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.target || link.getAttribute("href")[0] === "#") return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || !isWaiting()) return;
    hold(event, () => (location.href = link.href));
  });

  /* Hoorbaar alleen als er iets nieuws te zeggen is */
  form.addEventListener("htmx:afterSettle", () => {
    const text = answer().textContent.trim();
    if (told.textContent !== text) told.textContent = text;
  });

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) keep();
  });

  window.addEventListener("beforeunload", (event) => {
    if (leaving || isKept()) return;
    event.preventDefault();
    keep();
  });

  /* Wie toch gaat, of niets gevraagd werd: in het weggaan nog */
  window.addEventListener("pagehide", () => {
    if (leaving || stopped || isKept()) return;
    next();
    const fields = new FormData(form);
    fields.set("csrfmiddlewaretoken", window.bbCsrfToken());
    navigator.sendBeacon(form.dataset.bbKeep, fields);
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
