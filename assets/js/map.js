// Draws local GeoJSON in place of an empty `.handel-map`: no tiles, no fonts, no request to anyone else. The page has
// a table beside the map that says the same, so that a map that cannot be drawn loses nothing.
//
//   data-layers       [{"kind": "borough|wards|roads|water|places", "url": "/....geojson"}, ...], drawn in this order
//   data-bounds       [west, south, east, north] in degrees
//   data-attribution  the words that the data's licences ask for
//   data-label        what the map shows, for those who do not see it
//   data-worker       address of map-worker.js
import { AttributionControl, Map, NavigationControl, Popup, setWorkerUrl } from 'maplibre-gl'

import { SHAPES, layersOf } from './map-style.js'

const FAILED = 'The map cannot be drawn in this browser. The table on this page has the same information.'

for (const element of document.querySelectorAll('.handel-map')) {
  try {
    draw(element)
  } catch {
    fail(element)
  }
}

function draw (element) {
  const { layers, bounds, attribution, label, worker } = element.dataset
  setWorkerUrl(worker)
  const sources = JSON.parse(layers)
  const map = new Map({
    container: element,
    style: {
      version: 8,
      sources: Object.fromEntries(sources.map(({ url }, index) => [`source-${index}`, { type: 'geojson', data: url }])),
      layers: [
        { id: 'paper', type: 'background', paint: { 'background-color': '#fafaf7' } },
        ...sources.flatMap(({ kind }, index) => layersOf(kind, `source-${index}`))
      ]
    },
    bounds: JSON.parse(bounds),
    fitBoundsOptions: { padding: 20 },
    attributionControl: false,
    cooperativeGestures: false,
    dragRotate: false,
    pitchWithRotate: false,
    scrollZoom: false,
    fadeDuration: 0
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new AttributionControl({ compact: false, customAttribution: escaped(attribution) }))

  const canvas = map.getCanvas()
  canvas.setAttribute('role', 'application')
  canvas.setAttribute('aria-label', `${label}. Arrow keys move the map, plus and minus zoom.`)

  map.setMissingStyleImageResolver((name) => {
    const picture = SHAPES[name]
    if (picture) map.addImage(name, picture(), { pixelRatio: 2 })
  })
  for (const [index, { kind }] of sources.entries()) {
    if (kind === 'places') describePlaces(map, layersOf(kind, `source-${index}`)[0].id)
  }
  map.once('idle', () => { element.dataset.drawn = 'true' })
}

// A place says what it is when it is chosen; the same words stand in the table.
function describePlaces (map, layer) {
  map.on('click', layer, ({ features: [feature], lngLat }) => {
    const words = [feature.properties.name, feature.properties.state].filter(Boolean).join(': ')
    new Popup().setLngLat(lngLat).setText(words).addTo(map)
  })
  map.on('mouseenter', layer, () => { map.getCanvas().style.cursor = 'pointer' })
  map.on('mouseleave', layer, () => { map.getCanvas().style.cursor = '' })
}

function fail (element) {
  element.textContent = FAILED
  element.classList.add('handel-map__failed')
}

function escaped (words) {
  const holder = document.createElement('span')
  holder.textContent = words
  return holder.innerHTML
}
