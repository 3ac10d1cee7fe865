import type { NestExpressApplication } from '@nestjs/platform-express'
import type { RequestHandler, Response } from 'express'
import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'

/** What is never a page of the client, whatever it answers. */
const NOT_PAGES = /^\/(?:graphql|api|health|metrics|playground)(?:\/|$)/

const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Linky Local</title>
<body style="font:1rem/1.5 system-ui;max-width:36rem;margin:4rem auto;padding:0 1rem">
<h1>The pages are not built yet</h1>
<p>The server runs. Build the pages with <code>npm run build</code>, then reload.</p>
<p>Meanwhile: <a href="/playground">try the API</a>, <a href="/health">health</a>.</p>
</body></html>
`

/** Every address without an extension is a page of the client's router; a file that is missing stays missing. */
function pages(folder: string): RequestHandler {
  const index = join(folder, 'index.html')
  return (request, response, next) => {
    const isPage = ['GET', 'HEAD'].includes(request.method) && !/\.\w+$/.test(request.path)
    if (!isPage || NOT_PAGES.test(request.path)) next()
    else if (existsSync(index)) {
      response
        .set('cache-control', 'no-cache')
        .sendFile('index.html', { root: folder }, (error?: unknown) => {
          if (error && !response.headersSent) next(error)
        })
    } else response.status(503).type('html').send(NOT_BUILT)
  }
}

/** The built client: hashed assets for ever, the rest asked again each time. */
export function serveClient(app: NestExpressApplication, folder: string): void {
  const assets = join(folder, 'assets') + sep
  app.useStaticAssets(folder, {
    index: false,
    redirect: false,
    setHeaders: (response: Response, path: string) => {
      response.setHeader(
        'cache-control',
        path.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  app.use(pages(folder))
}
