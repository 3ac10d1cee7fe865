/** Where accounts, consents and meters are kept; a link only, the page itself asks it for nothing. */
export const GATEWAY_SITE = 'https://www.v2.myelectricaldata.fr'
