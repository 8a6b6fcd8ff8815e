/* Twee minuten voor het uitloggen: een vraag of je blijft. Wie in een ander tabblad bezig is, ziet niets. */
(() => {
  "use strict";

  const dialog = document.getElementById("bb-sessie");
  if (!dialog || !dialog.showModal) return;

  const warnAt = Number(dialog.dataset.bbWarning);
  const words = document.getElementById("bb-sessie-tekst");
  const stay = dialog.querySelector("[data-bb-stay]");
  const again = dialog.querySelector("[data-bb-again]");
  const close = dialog.querySelector("[data-bb-close-dialog]");
  const { bbEnding, bbLast, bbEnded } = dialog.dataset;
  let endsAt = Infinity;
  let timer;

  function show(text, { staying, ended }) {
    words.textContent = text;
    stay.hidden = !staying;
    again.hidden = !ended;
    close.hidden = staying;
    if (!dialog.open) dialog.showModal();
  }

  async function ask(url, options) {
    try {
      const answer = await fetch(url, { ...options, redirect: "error", headers: { Accept: "application/json", ...options.headers } });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  function wait(left) {
    clearTimeout(timer);
    endsAt = Date.now() + left * 1000;
    timer = setTimeout(look, Math.max(left - (left > warnAt ? warnAt : 0), 1) * 1000);
  }

  async function look() {
    const left = await ask(dialog.dataset.bbAsk, {});
    if (!left) {
      if (Date.now() >= endsAt - 5000) show(bbEnded, { staying: false, ended: true });
      else timer = setTimeout(look, 30000);
      return;
    }
    if (left.seconds > warnAt) {
      if (dialog.open) dialog.close();
    } else {
      show(left.can_stay ? bbEnding : bbLast, { staying: left.can_stay, ended: false });
    }
    wait(left.seconds);
  }

  stay.addEventListener("click", async () => {
    const left = await ask(dialog.dataset.bbStay, { method: "POST", headers: { "X-CSRFToken": window.bbCsrfToken() } });
    if (!left) {
      show(bbEnded, { staying: false, ended: true });
      return;
    }
    dialog.close();
    wait(left.seconds);
  });

  close.addEventListener("click", () => dialog.close());

  /* Een laptop die sliep liet de klok stilstaan */
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() > endsAt - warnAt * 1000) look();
  });

  /* Hoe lang nog weet de server: een vraag kort na het openen, daarna vlak voor het einde */
  timer = setTimeout(look, (warnAt / 2) * 1000);
})();
