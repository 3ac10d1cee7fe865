import { IsArray, IsBoolean, IsOptional, IsString } from 'class-validator'

/** One item of `GET /energy/providers`. Source: docs/gateway.md, "Offers"; fixtures/providers.json */
export class ProviderShape {
  @IsString() id: string
  @IsString() name: string
  @IsOptional() @IsString() website?: string | null
  @IsOptional() @IsString() logo_url?: string | null
  @IsOptional() @IsArray() @IsString({ each: true }) scraper_urls?: string[] | null
}

/** One item of `GET /energy/offers`; its prices are read by name. Source: fixtures/offers.json */
export class OfferShape {
  @IsString() id: string
  @IsString() provider_id: string
  @IsString() name: string
  @IsString() offer_type: string
  @IsBoolean() is_active: boolean
  @IsOptional() @IsString() description?: string | null
  @IsOptional() @IsString() offer_url?: string | null
  @IsOptional() power_kva?: unknown
  @IsOptional() subscription_price?: unknown
  @IsOptional() hc_schedules?: unknown
  @IsOptional() @IsString() price_updated_at?: string | null
  @IsOptional() @IsString() valid_from?: string | null
  @IsOptional() @IsString() valid_to?: string | null
  @IsOptional() @IsString() created_at?: string | null
}

/** One item of `GET /energy/contributions`. Source: docs/gateway.md, "Proposals"; fixtures/contributions.json */
export class ContributionShape {
  @IsString() id: string
  @IsString() status: string
  @IsOptional() @IsString() contribution_type?: string | null
  @IsOptional() @IsBoolean() has_unread_messages?: boolean | null
  @IsOptional() @IsString() provider_name?: string | null
  @IsOptional() @IsString() provider_website?: string | null
  @IsOptional() @IsString() existing_provider_name?: string | null
  @IsOptional() @IsString() existing_provider_id?: string | null
  @IsOptional() @IsString() offer_name?: string | null
  @IsOptional() @IsString() offer_type?: string | null
  @IsOptional() @IsString() description?: string | null
  @IsOptional() @IsString() price_sheet_url?: string | null
  @IsOptional() power_kva?: unknown
  @IsOptional() pricing_data?: unknown
  @IsOptional() @IsArray() power_variants?: unknown[] | null
  @IsOptional() hc_schedules?: unknown
  @IsOptional() @IsString() valid_from?: string | null
  @IsOptional() @IsString() created_at?: string | null
  @IsOptional() @IsString() reviewed_at?: string | null
  @IsOptional() @IsString() review_comment?: string | null
  @IsOptional() @IsArray() messages?: unknown[] | null
}

export class MessageShape {
  @IsString() id: string
  @IsString() content: string
  @IsBoolean() is_from_admin: boolean
  @IsOptional() @IsString() created_at?: string | null
}

/** What `POST /energy/contribute` answers. */
export class CreatedShape {
  @IsString() id: string
}
