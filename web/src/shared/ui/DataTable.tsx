import { Table, type TableProps } from "antd";
import { useTranslation } from "react-i18next";
import { digits } from "../format";
import { useFilters } from "../url";

interface Props<T> extends Omit<TableProps<T>, "pagination" | "size"> {
  total?: number;
  page?: number;
  size?: number;
  label: string;
}

/** A dense table of 40 px rows whose page stands in the address. */
export function DataTable<T extends object>({ total, page, size, label, ...rest }: Props<T>) {
  const { t } = useTranslation();
  const [, change] = useFilters();
  const isPaged = total !== undefined && size !== undefined && total > size;
  return (
    <Table<T>
      size="middle"
      rowKey="id"
      aria-label={label}
      scroll={{ x: "max-content" }}
      {...rest}
      pagination={
        isPaged
          ? {
              current: page,
              total,
              pageSize: size,
              showSizeChanger: false,
              showTotal: (all, [from, to]) => t("table.range", { from, to, all: digits(all) }),
              onChange: (next) => change({ page: next === 1 ? null : next }),
            }
          : false
      }
    />
  );
}
