// A region that keeps itself up to date. The stream says only "changed"; what changed is fetched anew by the reader's
// own request, so that each reader gets what that reader may see.
//
//   <div data-live="/live/search-day" data-live-fragment="/search-day/board"> ... </div>

const LOST = 'Not live: connection lost. What you see may be out of date. Trying again.'
const ENDED = 'Not live: connection lost. What you see may be out of date. Reload the page to go on.'

export function startLive (region) {
  const notice = document.createElement('p')
  notice.className = 'handel-live__lost'
  notice.setAttribute('role', 'status')
  notice.hidden = true
  region.before(notice)

  const show = (words) => {
    notice.hidden = !words
    notice.textContent = words
  }

  // One request at a time; a change that arrives meanwhile asks for one more.
  let refreshing = false
  let again = false
  const refresh = async () => {
    if (refreshing) {
      again = true
      return
    }
    refreshing = true
    do {
      again = false
      show(await swap(region) ? '' : LOST)
    } while (again)
    refreshing = false
  }

  const stream = new EventSource(region.dataset.live)
  stream.addEventListener('changed', refresh)
  stream.addEventListener('error', () => show(stream.readyState === EventSource.CLOSED ? ENDED : LOST))
  // Between the page and the first connection, and while a connection was lost, something may have been missed.
  stream.addEventListener('open', refresh)
  addEventListener('pagehide', () => stream.close())
}

async function swap (region) {
  try {
    const answer = await fetch(region.dataset.liveFragment, {
      credentials: 'same-origin',
      redirect: 'error',
      cache: 'no-store'
    })
    if (!answer.ok) return false
    const html = await answer.text()
    const focused = region.contains(document.activeElement) ? document.activeElement.id : ''
    region.innerHTML = html
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
    return true
  } catch {
    return false
  }
}
