// Makes src/api/schema.d.ts from the committed OpenAPI document, so that the client is checked against the API at compile time.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const document = new URL('../openapi.json', import.meta.url)
const target = new URL('../src/api/schema.d.ts', import.meta.url)
if (existsSync(document)) {
  const types = astToString(await openapiTS(JSON.parse(readFileSync(document, 'utf8'))))
  writeFileSync(target, types)
}
