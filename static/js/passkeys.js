// Keys (passkeys): ask the browser to make one, or to show one, and send what it answers with the form around the button.
(() => {
  "use strict";

  const WORDS = {
    InvalidStateError: "Nyckeln finns redan på ditt konto. Använd en annan, eller gå tillbaka.",
    NotAllowedError: "Ingen nyckel användes. Försök igen, eller välj ett annat sätt.",
    SecurityError: "Webbläsaren godtar inte nycklar på den här adressen. Den behöver ett namn i stället för siffror.",
  };
  const OLD = "Webbläsaren är för gammal för nycklar. Använd ett annat sätt, eller uppdatera webbläsaren.";
  const FAILED = "Det gick inte att använda nyckeln. Försök igen, eller välj ett annat sätt.";

  const knows = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;

  async function options(form) {
    const data = document.getElementById("js_data");
    if (data) return JSON.parse(data.textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }

  function made(creation, alone) {
    const key = creation.publicKey;
    const wanted = { ...key.authenticatorSelection, residentKey: alone ? "required" : "discouraged", requireResidentKey: alone };
    if (alone) wanted.userVerification = "required";
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON({ ...key, authenticatorSelection: wanted });
    return navigator.credentials.create({ publicKey });
  }

  function shown(request) {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(request.publicKey);
    return navigator.credentials.get({ publicKey });
  }

  async function ask(form) {
    const given = await options(form);
    const alone = form.elements.passwordless;
    const key = given.creation_options ? await made(given.creation_options, Boolean(alone?.checked)) : await shown(given.request_options);
    form.elements.credential.value = JSON.stringify(key.toJSON());
    HTMLFormElement.prototype.submit.call(form);
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("[data-passkey-button]");
    const error = form.querySelector("[data-passkey-error]");
    button.hidden = false;
    form.querySelector("[data-passkey-without]").remove();
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      error.textContent = knows ? "" : OLD;
      if (!knows) return;
      button.disabled = true;
      try {
        await ask(form);
      } catch (fault) {
        error.textContent = WORDS[fault.name] ?? FAILED;
        button.disabled = false;
      }
    });
  }
})();
