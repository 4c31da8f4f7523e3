// Passkeys. A form with data-passkey asks the browser for one when it is sent, and sends what the browser answers.
// "create" makes a passkey, "use" proves one that was made before; the server's options stand in data-options,
// or come from the address in data-fetch. The module is served only on pages with such a form.

for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const problem = form.querySelector('[data-passkey-problem]')
    problem.textContent = ''
    try {
      const credential = form.dataset.passkey === 'create' ? await create(form) : await use(form)
      form.elements.credential.value = JSON.stringify(credential)
    } catch (error) {
      problem.textContent = explain(error)
      return
    }
    form.submit()
  })
}

async function create (form) {
  const { publicKey } = await options(form)
  if (form.elements.passwordless.checked) {
    publicKey.authenticatorSelection = { residentKey: 'required', requireResidentKey: true, userVerification: 'required' }
  }
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
}

async function use (form) {
  const { publicKey } = await options(form)
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) })
}

async function options (form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options)
  const response = await fetch(form.dataset.fetch, { headers: { Accept: 'application/json' } })
  if (!response.ok) throw new Error(`status ${response.status}`)
  return (await response.json()).request_options
}

function explain (error) {
  if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    return 'This browser cannot use passkeys here. Use a newer one, or an authenticator app.'
  }
  if (error.name === 'InvalidStateError') return 'This passkey is already yours. Use another one.'
  return 'No passkey was used. Try again, or choose another way.'
}
