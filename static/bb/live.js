/* Een bijeenkomst die bezig is. */
(() => {
  "use strict";

  const on = (name, act) => document.addEventListener(name, act);
  const all = (where) => document.querySelectorAll(where);
  const poll = document.querySelector("[data-bb-poll]");

  /* Alleen het verschil telt: een verkeerde klok geeft niet */
  const began = new WeakMap();
  const stem = document.createElement("p");
  stem.className = "ams-visually-hidden";
  stem.setAttribute("aria-live", "polite");
  document.body.append(stem);
  let told = "";

  function tell(moment, text) {
    if (told !== moment) stem.textContent = text;
    told = moment;
  }

  function tick() {
    for (const clock of all("[data-bb-left]")) {
      if (!began.has(clock)) began.set(clock, Date.now());
      const gone = "bbPaused" in clock.dataset ? 0 : Math.floor((Date.now() - began.get(clock)) / 1000);
      const left = Number(clock.dataset.bbLeft) - gone;
      const rest = Math.abs(left);
      clock.textContent = `${left < 0 ? "-" : ""}${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}`;
      clock.classList.toggle("is-over", left < 0);
      const bar = clock.nextElementSibling;
      bar.value = bar.max - left;
      if (left <= 0) tell(clock.dataset.bbClock + "-0", "De tijd voor dit onderdeel is om.");
      else if (left <= 120 && bar.max > 120) tell(clock.dataset.bbClock + "-2", "Nog twee minuten voor dit onderdeel.");
    }
  }

  setInterval(tick, 500);

  /* Nieuwe geeltjes zijn hoorbaar, hooguit eens per 15 seconden */

  const news = document.getElementById("live-nieuw");
  const heard = { at: "", stuck: 0, moment: 0, timer: 0 };

  function count() {
    const now = document.getElementById("live-nu");
    const stuck = Number(now.dataset.bbStuck);
    const fresh = now.dataset.bbAt === heard.at ? stuck - heard.stuck : 0;
    const wait = heard.moment + 15000 - Date.now();
    clearTimeout(heard.timer);
    if (fresh > 0) {
      if (wait > 0) return void (heard.timer = setTimeout(count, wait));
      news.textContent = `${fresh} ${fresh === 1 ? "nieuw geeltje" : "nieuwe geeltjes"}, ${stuck} in totaal.`;
      heard.moment = Date.now();
    }
    heard.at = now.dataset.bbAt;
    heard.stuck = stuck;
  }

  if (news) {
    count();
    on("htmx:oobAfterSwap", ({ detail }) => {
      if (detail.target.id === "live-nu") count();
    });
  }

  /* Niet vragen: verborgen, bij een keuze, met iets onderweg */

  const busy = () =>
    document.hidden ||
    document.querySelector("form:is(.htmx-request, [data-bb-sent])") ||
    document.activeElement.closest("[data-bb-part] :is(select, select + *, [type=date])");
  for (const name of ["htmx:beforeRequest", "htmx:beforeOnLoad"]) {
    on(name, (event) => {
      if (event.detail.elt === poll && busy()) event.preventDefault();
    });
  }

  on("visibilitychange", () => {
    if (!poll || document.hidden) return;
    document.getElementById("stand-versie").value = "0";
    window.htmx.trigger(poll, "bb-poll");
  });

  /* Wat iemand openklapte, koos of typt, blijft */

  on("htmx:oobBeforeSwap", ({ detail }) => {
    const { target: old, fragment } = detail;
    for (const was of old.querySelectorAll("details[open][id], select[id]")) {
      const same = fragment.querySelector(`#${was.id}`) || was;
      same.open = true;
      if (was.value && !was.selectedOptions[0].defaultSelected) same.value = was.value;
    }
    const fresh = fragment.querySelector("[data-bb-for]");
    if (!("bbTyped" in old.dataset) || !fresh || "bbFresh" in fresh.dataset) return;
    const typed = Array.from(old.querySelectorAll("input[type=text]")).some((field) => field.value.trim());
    if (typed || old.dataset.bbFor === fresh.dataset.bbFor) detail.shouldSwap = false;
  });

  /* Wat niet aankwam, gaat nog een keer; de server kent het nummer */

  const lost = ({ detail }) => (detail.elt.dataset.bbWaiting = "");
  for (const name of ["htmx:sendError", "htmx:timeout"]) on(name, lost);

  on("htmx:afterRequest", ({ detail }) => {
    if (detail.elt !== poll || !detail.successful) return;
    for (const form of all("form[data-bb-again][data-bb-waiting]")) {
      delete form.dataset.bbWaiting;
      form.requestSubmit();
    }
  });

  /* Slepen; de keuzelijst in elk geeltje is het echte werk */

  function makeDraggable() {
    if (!window.Sortable) return;
    for (const pile of all("[data-bb-pile]:not([data-bb-ready])")) {
      pile.dataset.bbReady = "1";
      window.Sortable.create(pile, {
        group: "geeltjes",
        handle: ".bb-handle",
        draggable: ".bb-note",
        onAdd({ item, to }) {
          const form = item.querySelector("[data-bb-lay]");
          form.elements.namedItem("group").value = to.dataset.bbPile;
          form.requestSubmit();
        },
      });
    }
  }

  on("htmx:load", makeDraggable);

  /* Achter het hekje ziet geen server de code */

  const code = document.querySelector("[data-bb-code]");
  if (code && location.hash.length > 1 && !code.value) {
    code.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
    code.form.requestSubmit();
  }
})();
