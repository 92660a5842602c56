import "./imports.css";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { api } from "../../../shared/api";
import type { Batch, Slip } from "../../../shared/api.types";
import { Asked } from "../../../shared/ui/Asked";
import { Page } from "../../../shared/ui/Page";
import { useFilters } from "../../../shared/url";
import { SlipsDialog } from "../../accounts/SlipsDialog";
import { BatchProgress } from "./BatchProgress";
import { BatchResult } from "./BatchResult";
import { isMoving, stepOf } from "./batches";
import { MappingEditor } from "./MappingEditor";
import { Preview } from "./Preview";
import { Steps } from "./Steps";

const POLL_MS = 700;

export function ImportPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const queries = useQueryClient();
  const [params, change] = useFilters();
  const query = useQuery({
    queryKey: ["import", id],
    queryFn: () => api.get<Batch>(`/api/imports/${id}`),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? POLL_MS : false),
  });
  const [slips, setSlips] = useState<Slip[]>([]);
  const isMapping = params.get("step") === "map";
  async function follow(next?: Batch) {
    if (next?.slips?.length) setSlips(next.slips);
    await query.refetch();
    await queries.invalidateQueries({ queryKey: ["imports"] });
  }
  return (
    <Asked query={query} what={t("imports.reading")}>
      {(batch) => (
        <Page
          title={batch.file_name}
          name={t("nav.imports")}
          crumbs={[{ title: t("nav.imports"), to: "/imports" }, { title: batch.kind_label }]}
          actions={<Steps current={stepOf(batch, isMapping)} />}
        >
          <BatchBody
            batch={batch}
            isMapping={isMapping}
            onMap={(isOpen) => change({ step: isOpen ? "map" : null }, true)}
            onChange={follow}
          />
          {slips.length > 0 && <SlipsDialog slips={slips} onClose={() => setSlips([])} />}
        </Page>
      )}
    </Asked>
  );
}

interface BodyProps {
  batch: Batch;
  isMapping: boolean;
  onMap: (isOpen: boolean) => void;
  onChange: (next?: Batch) => Promise<void>;
}

function BatchBody({ batch, isMapping, onMap, onChange }: BodyProps) {
  const canMap = batch.allowed_actions.includes("map");
  if (isMoving(batch)) return <BatchProgress batch={batch} />;
  if (canMap && (batch.state === "NEEDS_MAPPING" || isMapping)) {
    return <MappingEditor key={batch.id} batch={batch} onClose={() => onMap(false)} onChange={onChange} />;
  }
  if (batch.state === "PREVIEWED") return <Preview batch={batch} onMap={() => onMap(true)} onChange={onChange} />;
  return <BatchResult batch={batch} onChange={onChange} />;
}
