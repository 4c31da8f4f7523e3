// Starts the components that pages use. Every page works without this file.
import { Button, CharacterCount, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink, createAll } from 'govuk-frontend'

import { startLive } from './live.js'

// GOV.UK Frontend starts only under these classes; they are set here because the pages allow no inline script.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

const components = [
  Button, CharacterCount, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink
]
for (const component of components) createAll(component)

for (const region of document.querySelectorAll('[data-live]')) startLive(region)
