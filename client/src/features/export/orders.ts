/** Orders that ask something first. */
export const asking = ['backfill', 'install', 'purge', 'delete'] as const
export type Asked = (typeof asking)[number]
