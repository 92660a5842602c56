import { useQuery } from "@tanstack/react-query";
import { Drawer, Pagination } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../shared/api";
import type { Batch, Paged, SampleClass, SampleRow } from "../../../shared/api.types";
import { digits } from "../../../shared/format";
import { Asked } from "../../../shared/ui/Asked";
import { countOf } from "./batches";
import { SampleRows } from "./SampleRows";

interface Props {
  batch: Batch;
  which: SampleClass;
  onClose: () => void;
}

/** All rows of one class, page by page. */
export function AllRows({ batch, which, onClose }: Props) {
  const { t } = useTranslation();
  const [page, setPage] = useState(1);
  const query = useQuery({
    queryKey: ["import-rows", batch.id, which, page],
    queryFn: () => api.get<Paged<SampleRow>>(`/api/imports/${batch.id}/rows`, { class: which, page }),
  });
  const total = batch.counts ? countOf(batch.counts, which) : 0;
  return (
    <Drawer open size={860} onClose={onClose} title={`${t(`imports.class.${which}`)} ${digits(total)}`}>
      <Asked query={query}>
        {(answer) => (
          <>
            <SampleRows rows={answer.items} which={which} />
            <Pagination
              className="gap-above"
              current={page}
              total={answer.total}
              pageSize={answer.size}
              showSizeChanger={false}
              onChange={setPage}
            />
          </>
        )}
      </Asked>
    </Drawer>
  );
}
