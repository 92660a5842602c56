import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, rowsOf } from "../../shared/api";
import type { Approval, Listed } from "../../shared/api.types";
import { Asked } from "../../shared/ui/Asked";
import { Page } from "../../shared/ui/Page";
import { ApprovalsPanel } from "./ApprovalsPanel";

export function ApprovalsPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ["approvals"],
    queryFn: async () => rowsOf(await api.get<Listed<Approval>>("/api/approvals", { state: "PENDING" })),
  });
  return (
    <Page title={t("nav.approvals")}>
      <Asked query={query}>
        {(approvals) => <ApprovalsPanel approvals={approvals} onDecided={() => queries.invalidateQueries()} />}
      </Asked>
    </Page>
  );
}
