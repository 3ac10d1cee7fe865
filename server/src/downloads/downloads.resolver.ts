import { Args, Query, Resolver } from '@nestjs/graphql'

import { downloadOf, pathOf } from './download.js'
import { DownloadInput } from './downloads.types.js'

@Resolver()
export class DownloadsResolver {
  @Query(() => String, {
    description:
      'Path, on this origin, that streams the data to a plain GET. It stays valid: a spreadsheet can refresh from it.',
  })
  downloadUrl(@Args('input', { description: 'Which file.' }) input: DownloadInput): string {
    const words = Object.entries(input).filter(([, value]) => value !== undefined && value !== null)
    return pathOf(downloadOf(Object.fromEntries(words.map(([name, value]) => [name, String(value)]))))
  }
}
