// Builds everything that the pages serve into src/handel/platform/web/static/handel, which is committed.
// The node packages are needed here alone: to run or to test Handel nothing of them is read.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

import { build } from 'esbuild'
import { compile } from 'sass'

const OUT = 'src/handel/platform/web/static/handel'
const AXE = 'tests/browser/vendor'
const PACKAGES = 'node_modules'

const FONT = 'node_modules/@fontsource/source-sans-3'
const MAPLIBRE = 'node_modules/maplibre-gl'
const MOJ = 'node_modules/@ministryofjustice/frontend'

rmSync(OUT, { recursive: true, force: true })
for (const folder of ['fonts', 'images', 'licences']) mkdirSync(join(OUT, folder), { recursive: true })

// Stylesheets: one for every page, one more for pages with a map.
const { css } = compile('assets/sass/handel.scss', {
  style: 'compressed',
  loadPaths: ['.', PACKAGES],
  quietDeps: true,
})
writeFileSync(join(OUT, 'handel.css'), css)
await build({ entryPoints: [`${MAPLIBRE}/dist/maplibre-gl.css`], outfile: join(OUT, 'map.css'), minify: true })

// Scripts: ES modules, with the licence comments of what is bundled in kept.
for (const name of ['handel', 'map', 'passkey']) {
  await build({
    entryPoints: [`assets/js/${name}.js`],
    outfile: join(OUT, `${name}.js`),
    bundle: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    legalComments: 'inline',
  })
}
copy(`${MAPLIBRE}/dist/maplibre-gl-worker.mjs`, 'map-worker.js', withoutSourceMap)

// Fonts, drawings.
for (const subset of ['latin', 'latin-ext']) {
  for (const weight of [400, 600, 700]) copy(`${FONT}/files/source-sans-3-${subset}-${weight}-normal.woff2`, 'fonts/')
}
copy('assets/images/mark.svg', 'images/')
copy(`${MOJ}/moj/assets/images/icon-document.svg`, 'images/')

// Licences: the texts go wherever the files go.
copy('assets/LICENSES.md', 'LICENSES.md')
for (const name of ['govuk-frontend', 'ministryofjustice-frontend']) copy(`assets/licences/${name}.txt`, 'licences/')
copy(`${FONT}/LICENSE`, 'licences/source-sans-3.txt')
copy(`${MAPLIBRE}/LICENSE.txt`, 'licences/maplibre-gl.txt')
writeFileSync(join(OUT, 'licences/maplibre-gl-bundled.txt'), bundledLicences('maplibre-gl'))

// axe-core checks pages in the browser tests; it is served to nobody.
mkdirSync(AXE, { recursive: true })
cpSync('node_modules/axe-core/axe.min.js', join(AXE, 'axe.min.js'))
cpSync('node_modules/axe-core/LICENSE', join(AXE, 'axe-core-LICENSE.txt'))
cpSync('node_modules/axe-core/LICENSE-3RD-PARTY.txt', join(AXE, 'axe-core-LICENSE-3RD-PARTY.txt'))

function copy (source, target, change) {
  const path = join(OUT, target.endsWith('/') ? target + basename(source) : target)
  if (change) writeFileSync(path, change(readFileSync(source, 'utf8')))
  else cpSync(source, path)
}

function withoutSourceMap (script) {
  return script.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n')
}

// The licences of all packages that a package's own build has bundled in, one after another.
function bundledLicences (name, seen = new Set()) {
  const dependencies = JSON.parse(readFileSync(`${PACKAGES}/${name}/package.json`, 'utf8')).dependencies ?? {}
  let texts = ''
  for (const dependency of Object.keys(dependencies).sort()) {
    const folder = `${PACKAGES}/${dependency}`
    if (seen.has(dependency) || dependency.startsWith('@types/') || !existsSync(folder)) continue
    seen.add(dependency)
    const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
    const file = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file))
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licensed under ${license}.`
    texts += `${dependency} ${version} (${license})\n\n${text}\n\n${'-'.repeat(72)}\n\n`
    texts += bundledLicences(dependency, seen)
  }
  return texts
}
