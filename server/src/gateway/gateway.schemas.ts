import { Type } from 'class-transformer'
import {
  IsArray,
  IsBoolean,
  IsDefined,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator'

/** `GET /pdl`, one item. Source: docs/gateway.md, "Meters"; fixtures/meters.json */
export class UsagePointShape {
  @IsUUID('all') id: string
  @Matches(/^\d{14}$/) usage_point_id: string
  @IsOptional() @IsString() name?: string | null
  @IsOptional() @IsInt() display_order?: number | null
  @IsOptional() subscribed_power?: unknown
  @IsOptional() offpeak_hours?: unknown
  @IsOptional() @IsString() pricing_option?: string | null
  @IsOptional() @IsBoolean() has_consumption?: boolean | null
  @IsOptional() @IsBoolean() has_production?: boolean | null
  @IsBoolean() is_active: boolean
  @IsOptional() @IsString() activation_date?: string | null
  @IsOptional() @IsString() linked_production_pdl_id?: string | null
}

class AddressFieldsShape {
  @IsOptional() @IsString() street?: string | null
  @IsOptional() @IsString() locality?: string | null
  @IsOptional() @IsString() postal_code?: string | null
  @IsOptional() @IsString() city?: string | null
  @IsOptional() @IsString() insee_code?: string | null
}

class MeterShape {
  @IsOptional() @IsString() usage_point_id?: string | null
  @IsOptional() @IsString() usage_point_status?: string | null
  @IsOptional() @IsString() meter_type?: string | null
  @IsOptional()
  @ValidateNested()
  @Type(() => AddressFieldsShape)
  usage_point_addresses?: AddressFieldsShape | null
}

class ContractFieldsShape {
  @IsOptional() @IsString() segment?: string | null
  @IsOptional() subscribed_power?: unknown
  @IsOptional() @IsString() last_activation_date?: string | null
  @IsOptional() @IsString() distribution_tariff?: string | null
  @IsOptional() offpeak_hours?: unknown
  @IsOptional() @IsString() contract_status?: string | null
}

export class CustomerMeterShape {
  @IsOptional()
  @ValidateNested()
  @Type(() => MeterShape)
  usage_point?: MeterShape | null

  @IsOptional()
  @ValidateNested()
  @Type(() => ContractFieldsShape)
  contracts?: ContractFieldsShape | null
}

class CustomerFieldsShape {
  /** Absent on accounts without technical data (producers only). */
  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => CustomerMeterShape)
  usage_points?: CustomerMeterShape[] | null
}

/** Contract and address share it. Source: docs/gateway.md, "Contract and address"; fixtures/contract.json, address.json */
export class CustomerShape {
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => CustomerFieldsShape)
  customer: CustomerFieldsShape
}

/** `GET /accounts/me`. Source: fixtures/account.json */
export class AccountShape {
  @IsString() email: string
}

/** `GET /accounts/usage-stats`. Source: docs/gateway.md, "Quotas"; fixtures/usage.json */
export class UsageShape {
  @IsInt() @Min(0) cached_requests: number
  @IsInt() @Min(0) no_cache_requests: number
  @IsInt() @Min(0) cached_limit: number
  @IsInt() @Min(0) no_cache_limit: number
}
