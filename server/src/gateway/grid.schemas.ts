import { Type } from 'class-transformer'
import {
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator'

import type { TempoColor } from '../core/index.js'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** One item of `GET /tempo/days`. Source: docs/gateway.md, "Tempo"; fixtures/tempo-days.json */
export class TempoDayShape {
  @Matches(DAY) date: string
  @IsIn(['BLUE', 'WHITE', 'RED']) color: TempoColor
}

export class TempoForecastDayShape {
  @Matches(DAY) date: string
  @IsNumber() @Min(0) probability_blue: number
  @IsNumber() @Min(0) probability_white: number
  @IsNumber() @Min(0) probability_red: number
  @IsIn(['high', 'medium', 'low']) confidence: 'high' | 'medium' | 'low'
  @IsOptional() @IsString() forecast_type?: string | null
}

/** `GET /tempo/forecast`; its days are read one by one. Source: fixtures/tempo-forecast.json */
export class TempoForecastShape {
  @IsArray() forecasts: unknown[]
  @IsString() cached_at: string
}

/** One item of `GET /ecowatt/history`. Source: docs/gateway.md, "EcoWatt"; fixtures/ecowatt-history.json */
export class EcowattShape {
  @IsString() periode: string
  @IsInt() @Min(1) @Max(3) dvalue: 1 | 2 | 3
  @IsArray() @IsIn([0, 1, 2, 3], { each: true }) values: (0 | 1 | 2 | 3)[]
  @IsOptional() @IsInt() hdebut?: number | null
  @IsOptional() @IsInt() hfin?: number | null
  @IsOptional() @IsString() message?: string | null
  @IsOptional() @IsString() generation_datetime?: string | null
}

/** One series of `GET /consumption-france`; its values are read one by one. Source: fixtures/national-demand.json */
export class DemandShape {
  @IsString() type: string
  @IsArray() values: unknown[]
}

export class DemandsShape {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => DemandShape)
  short_term: DemandShape[]
}

/** One series of `GET /generation-forecast`. Source: fixtures/national-generation.json */
export class GenerationShape {
  @IsString() production_type: string
  @IsString() forecast_type: string
  @IsArray() values: unknown[]
}

export class GenerationsShape {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => GenerationShape)
  forecasts: GenerationShape[]
}

export class NationalPointShape {
  @IsString() start_date: string
  @IsString() end_date: string
  @IsNumber() value: number
}
