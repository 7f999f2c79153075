/** Which page a list was asked for. */
export interface Paging {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

/** The page of a validated query. */
export function pagingOf(query: { readonly page?: number; readonly page_size?: number } | undefined): Paging {
  return { page: query?.page ?? 1, pageSize: query?.page_size ?? 20 };
}

/** A page of a list as the surface writes it. */
export function pageDto<T, D>(
  { page }: Paging,
  { items, total }: { readonly items: readonly T[]; readonly total: number },
  toDto: (item: T) => D,
) {
  return { items: items.map(toDto), total, page };
}
