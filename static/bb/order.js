/* De volgorde van een agenda. De knoppen omhoog en omlaag zijn het echte werk; dit maakt het vlotter. */
(() => {
  "use strict";

  /* Wie drukt terwijl een wijziging onderweg is, drukt op een knop die zo vervangen wordt: dat wacht op de nieuwe */

  let underway = 0;
  let pressed = [];
  const waitsItsTurn = (part) => part.closest("form[hx-sync]");

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (waitsItsTurn(event.detail.requestConfig.elt)) underway += 1;
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    if (!waitsItsTurn(event.detail.requestConfig.elt)) return;
    underway = Math.max(underway - 1, 0);
    if (!event.detail.successful) pressed = [];
    const next = underway ? null : document.getElementById(pressed.shift());
    if (next && !next.disabled) setTimeout(() => next.isConnected && next.click(), 40);
  });

  document.addEventListener(
    "click",
    function (event) {
      const button = underway && event.target.closest("button[id]");
      if (!button || !waitsItsTurn(button)) return;
      event.preventDefault();
      event.stopPropagation();
      pressed.push(button.id);
    },
    true,
  );

  /* Slepen aan de greep, of pijltjes op de greep */

  function sendOrder(list) {
    const form = document.getElementById(list.dataset.bbSortable) || document.querySelector("form[data-bb-order-form]");
    if (!form) return;
    form.elements.namedItem("order").value = Array.from(list.children, (row) => row.dataset.bbId)
      .filter(Boolean)
      .join(",");
    form.requestSubmit();
  }

  function makeSortable(list) {
    if (list.dataset.bbReady) return;
    list.dataset.bbReady = "1";
    if (!window.Sortable) {
      list.classList.add("bb-no-drag");
      return;
    }
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    window.Sortable.create(list, {
      handle: ".bb-handle",
      draggable: "[data-bb-id]",
      animation: still ? 0 : 120,
      onEnd: (event) => {
        if (event.oldIndex !== event.newIndex) sendOrder(list);
      },
    });
  }

  document.addEventListener("keydown", (event) => {
    const direction = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const handle = direction && event.target.closest(".bb-handle");
    const row = handle && handle.closest("[data-bb-id]");
    if (!row) return;
    event.preventDefault();
    const button = row.querySelector(`[data-bb-move="${direction}"]`);
    if (button && !button.disabled) button.click();
  });

  function prepare(part) {
    for (const list of part.querySelectorAll("[data-bb-sortable]")) makeSortable(list);
    if (part.matches && part.matches("[data-bb-sortable]")) makeSortable(part);
  }

  /* Twee versies in een rij: wie weggaat zonder te kiezen, wordt gevraagd of dat klopt */

  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("[data-bb-choice]")) event.preventDefault();
  });

  document.addEventListener("htmx:load", (event) => prepare(event.target));
  prepare(document);
})();
