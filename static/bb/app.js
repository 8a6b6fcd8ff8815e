/* Alles werkt ook zonder; dit maakt het vlotter en verliest nooit een tekst */
(() => {
  "use strict";

  const FAILED =
    "Het opslaan is niet gelukt. Je tekst staat nog op deze pagina. " +
    "Controleer je verbinding en probeer het opnieuw.";
  const BUSY = "Bezig met opslaan";

  const byId = (id) => document.getElementById(id);
  const on = (name, act) => document.addEventListener(name, act);

  /* htmx onthoudt het adres van de pagina in de browser; wij laten daar niets achter */
  try {
    sessionStorage.removeItem("htmx-current-path-for-history");
  } catch {
    /* een browser zonder opslag onthoudt toch al niets */
  }

  /* Meldingen */

  function float() {
    const box = byId("bb-messages");
    if (box) box.classList.add("is-floating");
  }

  function say(id, text) {
    const region = byId(id);
    if (!region) return;
    region.textContent = text;
    float();
  }

  function hush(id) {
    const region = byId(id);
    if (region) region.replaceChildren();
  }

  /* Het geheim van formulieren kan elders vernieuwd zijn: de cookie weet het nieuwste */

  function csrfToken() {
    const meta = document.querySelector('meta[name="bb-csrf-cookie"]');
    const name = ((meta && meta.content) || "csrftoken") + "=";
    const found = document.cookie.split("; ").find((part) => part.startsWith(name));
    return found ? decodeURIComponent(found.slice(name.length)) : "";
  }

  window.bbCsrfToken = csrfToken;

  function refreshHiddenToken(form) {
    const token = csrfToken();
    const field = form.querySelector('input[name="csrfmiddlewaretoken"]');
    if (token && field) field.value = token;
  }

  on("htmx:configRequest", (event) => {
    const detail = event.detail;
    if (detail.verb === "get") {
      detail.formData.delete("csrfmiddlewaretoken");
      return;
    }
    asking = document.activeElement.id;
    const token = csrfToken();
    if (!token) return;
    detail.headers["X-CSRFToken"] = token;
    if (detail.formData.has("csrfmiddlewaretoken")) detail.formData.set("csrfmiddlewaretoken", token);
    const form = detail.elt.closest("form");
    if (form) refreshHiddenToken(form);
  });

  /* Wat er met een verzoek gebeurt */

  const waiting = new WeakMap();

  on("htmx:beforeRequest", (event) => {
    if (event.detail.requestConfig.verb === "get") return;
    waiting.set(event.detail.xhr, setTimeout(() => say("bb-status", BUSY), 400));
  });

  /* Pas bij het antwoord: anders verschuift de pagina onder de muis die net indrukt */
  on("htmx:beforeOnLoad", (event) => {
    if (event.detail.requestConfig.verb !== "get") hush("bb-melding");
  });

  function done(event) {
    clearTimeout(waiting.get(event.detail.xhr));
    const status = byId("bb-status");
    if (status && status.textContent.trim() === BUSY) hush("bb-status");
  }

  on("htmx:beforeSwap", done);
  on("htmx:afterRequest", done);

  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    on(name, (event) => {
      done(event);
      const verb = event.detail.requestConfig && event.detail.requestConfig.verb;
      if (verb === "get" && event.detail.elt.closest("[data-bb-quiet]")) return;
      say("bb-melding", FAILED);
    });
  }

  for (const name of ["htmx:oobAfterSwap", "htmx:afterSwap"]) {
    on(name, (event) => {
      const target = event.detail.target || event.target;
      if (target && (target.id === "bb-status" || target.id === "bb-melding")) float();
    });
  }

  /* De server zegt waar de focus heen gaat, HX-Trigger {"focus": {"id": "…"}}; wie zelf verder ging, blijft daar */

  let focusNext = "";
  let asking = "";

  function moveFocus() {
    const target = focusNext && byId(focusNext);
    if (!target) return;
    focusNext = "";
    const at = document.activeElement.id;
    if (at && at !== asking) return;
    if (!target.matches("a[href], button, input, select, textarea, [tabindex]")) target.tabIndex = -1;
    target.focus();
  }

  on("focus", (event) => {
    const detail = event.detail;
    if (!detail || typeof detail !== "object") return;
    focusNext = detail.id || detail.value || "";
    moveFocus();
  });

  on("htmx:afterSettle", (event) => {
    moveFocus();
    const part = event.detail.elt;
    const summary = part && part.querySelector && part.querySelector("[data-bb-error-summary]");
    if (summary) summary.focus();
  });

  /* Een gewoon formulier gaat één keer weg */

  on("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.bbSent) {
      event.preventDefault();
      return;
    }
    refreshHiddenToken(form);
    form.dataset.bbSent = "1";
    setTimeout(() => delete form.dataset.bbSent, 8000);
  });

  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-bb-sent]")) delete form.dataset.bbSent;
  });

  /* Menu en sluitknop */

  function toggleMenu(button, open) {
    const menu = byId(button.dataset.bbToggle);
    if (!menu) return;
    menu.classList.toggle("ams-page-header__mega-menu--closed", !open);
    button.setAttribute("aria-expanded", String(open));
  }

  on("click", (event) => {
    const button = event.target.closest("[data-bb-toggle]");
    if (button) toggleMenu(button, button.getAttribute("aria-expanded") !== "true");
    const close = event.target.closest("[data-bb-close]");
    if (close) {
      hush("bb-status");
      hush("bb-melding");
      byId(close.dataset.bbClose).classList.remove("is-floating");
    }
  });

  on("keydown", (event) => {
    if (event.key !== "Escape") return;
    const button = document.querySelector('[data-bb-toggle][aria-expanded="true"]');
    if (!button) return;
    toggleMenu(button, false);
    button.focus();
  });

  /* Tellen wat er nog bij past, pas hoorbaar als het krap wordt */

  function countDown(area) {
    if (area.dataset.bbReady) return;
    area.dataset.bbReady = "1";
    const max = Number(area.dataset.bbMax);
    const note = document.createElement("p");
    note.className = "bb-count";
    note.hidden = true;
    note.setAttribute("aria-live", "polite");
    area.after(note);
    const show = () => {
      const left = max - Array.from(area.value.replace(/\r?\n/g, "\r\n")).length;
      note.hidden = left > max * 0.1;
      note.classList.toggle("is-over", left < 0);
      note.textContent = left < 0 ? `${-left} tekens te lang` : `Nog ${left} tekens`;
    };
    let timer;
    area.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(show, 500);
    });
    show();
  }

  function prepare(part) {
    for (const area of part.querySelectorAll("[data-bb-max]")) countDown(area);
  }

  on("htmx:load", (event) => prepare(event.target));
  prepare(document);

  /* Op een smal scherm schuift het huidige tabblad in beeld */
  const tab = document.querySelector(".ams-tab-navigation [aria-current]");
  if (tab) {
    const row = tab.closest("ul");
    row.scrollLeft = tab.offsetLeft - row.offsetLeft - row.clientWidth / 2 + tab.offsetWidth / 2;
  }

  /* Springt de pagina na opslaan naar een onderdeel, dan komt de melding mee */
  const told = ["bb-status", "bb-melding"].map(byId).some((region) => region && region.textContent.trim());
  if (told && location.hash) float();

  const summary = document.querySelector("[data-bb-error-summary]");
  if (summary) summary.focus();
})();
