// How each kind of layer looks. Places differ by shape as well as by colour, as the key in the page does.

const SIZE = 40
const INK = '#0b0c0c'

export function layersOf (kind, source) {
  const id = `${source}-${kind}`
  const line = (color, width) => ({ id, type: 'line', source, paint: { 'line-color': color, 'line-width': width } })
  const fill = (color) => ({ id, type: 'fill', source, paint: { 'fill-color': color } })
  switch (kind) {
    case 'borough': return [line('#14344d', 2.5)]
    case 'wards': return [line('#7c8f9c', 1)]
    case 'roads': return [line('#d5d2c8', 1)]
    case 'water': return [fill('#cfe3ee')]
    case 'places': return [{
      id,
      type: 'symbol',
      source,
      layout: {
        'icon-image': ['coalesce', ['get', 'shape'], 'circle'],
        'icon-allow-overlap': true
      }
    }]
    default: throw new Error(`No such kind of map layer: ${kind}`)
  }
}

// `shape` of a place -> its picture. The macro `shape` draws the same for the key.
export const SHAPES = {
  circle: () => picture('#ffffff', (pen) => pen.arc(20, 20, 12, 0, 2 * Math.PI)),
  square: () => picture('#1d70b8', (pen) => pen.rect(9, 9, 22, 22)),
  triangle: () => picture('#f2c14e', (pen) => polygon(pen, [[20, 6], [34, 32], [6, 32]])),
  diamond: () => picture('#00703c', (pen) => polygon(pen, [[20, 5], [35, 20], [20, 35], [5, 20]])),
  cross: () => picture('#d4351c', (pen) => polygon(pen, [
    [14, 6], [26, 6], [26, 14], [34, 14], [34, 26], [26, 26], [26, 34], [14, 34], [14, 26], [6, 26], [6, 14], [14, 14]
  ]))
}

function picture (color, trace) {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIZE
  const pen = canvas.getContext('2d')
  pen.beginPath()
  trace(pen)
  pen.closePath()
  pen.fillStyle = color
  pen.strokeStyle = INK
  pen.lineWidth = 3
  pen.fill()
  pen.stroke()
  return pen.getImageData(0, 0, SIZE, SIZE)
}

function polygon (pen, points) {
  pen.moveTo(...points[0])
  for (const point of points.slice(1)) pen.lineTo(...point)
}
