import { Injectable } from '@nestjs/common'

import { InvalidInput, Settings } from '../core/index.js'
import type { DatedRate } from './taxes.js'
import { BUILT_IN_RATES } from './taxes.js'

const KEY = 'tariffs.taxRates'

/** The dated tax table: the user's, else the built-in one. */
@Injectable()
export class RatesService {
  constructor(private readonly settings: Settings) {}

  async all(): Promise<readonly DatedRate[]> {
    return (await this.settings.get<DatedRate[]>(KEY)) ?? BUILT_IN_RATES
  }

  /** Replaces the table; null returns to the built-in one. Throws INVALID_INPUT with its fields. */
  async save(rates: readonly DatedRate[] | null): Promise<readonly DatedRate[]> {
    const fields = (rates ?? []).flatMap(({ tax, rate }, index) =>
      rate < 0 || (tax !== 'EXCISE' && rate > 1)
        ? [
            {
              path: `rates.${index}.rate`,
              rule: 'unit',
              message: `${tax} is ${tax === 'EXCISE' ? 'in EUR per MWh' : 'a ratio between 0 and 1'}.`,
            },
          ]
        : [],
    )
    if (fields.length > 0) throw new InvalidInput(fields.map(({ message }) => message).join(' '), { fields })
    await (rates === null ? this.settings.delete(KEY) : this.settings.set(KEY, rates))
    return this.all()
  }
}
