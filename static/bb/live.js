/* Een bijeenkomst die bezig is: de klok tikt, de pagina vraagt wat er veranderde, en getypte tekst blijft staan. */
(function () {
  "use strict";

  const all = (where) => Array.from(document.querySelectorAll(where));
  const poll = document.querySelector("[data-bb-poll]");

  /* De klok: de server zegt hoeveel seconden er nog zijn, hier telt alleen het verschil. Een verkeerde klok maakt niet uit. */

  const began = new WeakMap();
  const stem = document.createElement("p");
  stem.className = "ams-visually-hidden";
  stem.setAttribute("aria-live", "polite");
  document.body.append(stem);
  let told = "";

  function tell(moment, text) {
    if (told === moment) return;
    told = moment;
    stem.textContent = text;
  }

  function tick() {
    for (const clock of all("[data-bb-left]")) {
      if (!began.has(clock)) began.set(clock, Date.now());
      const gone = "bbPaused" in clock.dataset ? 0 : Math.floor((Date.now() - began.get(clock)) / 1000);
      const left = Number(clock.dataset.bbLeft) - gone;
      const rest = Math.abs(left);
      const text = (left < 0 ? "-" : "") + Math.floor(rest / 60) + ":" + String(rest % 60).padStart(2, "0");
      if (clock.textContent !== text) clock.textContent = text;
      clock.classList.toggle("is-over", left < 0);
      const bar = clock.nextElementSibling;
      if (bar && bar.max) bar.value = Math.min(Math.max(bar.max - left, 0), bar.max);
      if (left <= 0) tell(clock.dataset.bbClock + "-0", "De tijd voor dit onderdeel is om.");
      else if (left <= 120 && bar && bar.max > 120) tell(clock.dataset.bbClock + "-2", "Nog twee minuten voor dit onderdeel.");
    }
  }

  if (all("[data-bb-left]").length) setInterval(tick, 500);

  /* Vragen wat er veranderde: niet in een verborgen tabblad, en niet terwijl iemand een lijst open heeft */

  document.addEventListener("htmx:beforeRequest", function (event) {
    const now = document.activeElement;
    const choosing = now && now.matches("select, [type=date]") && now.closest("[data-bb-part]");
    if (event.detail.elt === poll && (document.hidden || choosing)) event.preventDefault();
  });

  document.addEventListener("visibilitychange", function () {
    if (!poll || document.hidden) return;
    document.getElementById("stand-versie").value = "0";
    window.htmx.trigger(poll, "bb-poll");
  });

  /* Een formulier waarin iemand typt, blijft staan als de rest van de pagina verandert */

  document.addEventListener("htmx:oobBeforeSwap", function (event) {
    const old = event.detail.target;
    const fresh = event.detail.fragment.querySelector("[data-bb-for]");
    if (!("bbTyped" in old.dataset) || !fresh || "bbFresh" in fresh.dataset) return;
    const typed = Array.from(old.querySelectorAll("input[type=text]")).some((field) => field.value.trim());
    if (typed || old.dataset.bbFor === fresh.dataset.bbFor) event.detail.shouldSwap = false;
  });

  /* Wat door een haperend netwerk niet aankwam, gaat nog een keer; de server herkent het aan zijn nummer */

  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, function (event) {
      const form = event.detail.elt;
      if (form.matches("[data-bb-again]")) form.dataset.bbWaiting = "1";
    });
  }

  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.elt !== poll || !event.detail.successful) return;
    for (const form of all("[data-bb-waiting]")) {
      delete form.dataset.bbWaiting;
      form.requestSubmit();
    }
  });

  /* Geeltjes slepen naar een kop; de keuzelijst in elk geeltje is het echte werk */

  function makeDraggable() {
    if (!window.Sortable) return;
    for (const pile of all("[data-bb-pile]:not([data-bb-ready])")) {
      pile.dataset.bbReady = "1";
      window.Sortable.create(pile, {
        group: "geeltjes",
        handle: ".bb-handle",
        draggable: ".bb-note",
        onAdd: function (event) {
          const form = event.item.querySelector("[data-bb-lay]");
          form.elements.namedItem("group").value = event.to.dataset.bbPile;
          form.requestSubmit();
        },
      });
    }
  }

  document.addEventListener("htmx:load", makeDraggable);
  makeDraggable();

  /* De code van de QR-code staat achter het hekje: die komt nooit bij een server langs */

  const code = document.querySelector("[data-bb-code]");
  if (code && location.hash.length > 1 && !code.value) {
    code.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
    code.form.requestSubmit();
  }
})();
