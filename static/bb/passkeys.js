/* Passkeys: de browser vraagt om vinger, gezicht of pincode en vult het formulier in. */
(() => {
  "use strict";

  const STOPPED = "Het is niet gelukt, of je hebt het zelf gestopt. Probeer het nog eens.";

  function say(text) {
    const region = document.getElementById("bb-melding");
    if (region) region.textContent = text;
  }

  async function question(form) {
    const given = document.getElementById("passkey-vraag");
    if (form.dataset.bbPasskey !== "login") return JSON.parse(given.textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
    return answer.json();
  }

  async function fillIn(form) {
    const asked = await question(form);
    const credential =
      form.dataset.bbPasskey === "create"
        ? await window.webauthnJSON.create(asked.creation_options)
        : await window.webauthnJSON.get(asked.request_options);
    form.elements.namedItem("credential").value = JSON.stringify(credential);
  }

  function prepare(form) {
    const button = form.querySelector("[data-bb-passkey-button]");
    if (!button || !window.PublicKeyCredential || !window.webauthnJSON) return;
    button.hidden = false;
    form.querySelector("[data-bb-passkey-missing]").hidden = true;
    button.addEventListener("click", async function (event) {
      event.preventDefault();
      button.disabled = true;
      try {
        await fillIn(form);
        form.submit();
      } catch {
        say(STOPPED);
      } finally {
        button.disabled = false;
      }
    });
  }

  for (const form of document.querySelectorAll("form[data-bb-passkey]")) prepare(form);
})();
