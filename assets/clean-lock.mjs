// Takes the addresses of funding pages out of package-lock.json, so that the lock names no address at all;
// `.npmrc` keeps the registry's out.
import { readFileSync, writeFileSync } from 'node:fs'

const LOCK = 'package-lock.json'

const lock = JSON.parse(readFileSync(LOCK, 'utf8'))
for (const entry of Object.values(lock.packages)) delete entry.funding
writeFileSync(LOCK, JSON.stringify(lock, null, 2) + '\n')
