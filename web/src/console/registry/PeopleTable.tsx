import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "../../shared/api";
import type { Resident } from "../../shared/api.types";
import { sentence } from "../../shared/problem";
import { DataTable } from "../../shared/ui/DataTable";
import { StateTag } from "../../shared/ui/StateTag";
import { useToast } from "../../shared/ui/toast";
import { genderAndAge } from "./person";
import { ResidentForm } from "./ResidentForm";
import { Revealed } from "./Revealed";

interface Props {
  residents: Resident[];
  isInHousehold?: boolean;
  onSaved: () => unknown;
}

/** People as everybody sees them: masked, with a reveal that asks what for. */
export function PeopleTable({ residents, isInHousehold, onSaved }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const [edited, setEdited] = useState<Resident | null>(null);
  async function settle(row: Resident, how: "merge" | "keep-apart") {
    try {
      if (how === "merge") {
        await api.post(`/api/residents/${row.possible_duplicate_of}/merge`, { merge_id: row.id });
        toast({
          text: t("resident.merged", { name: row.name }),
          action: { label: t("action.undo"), run: () => void unmerge(row) },
        });
      } else {
        await api.post(`/api/residents/${row.id}/keep-apart`);
        toast({ text: t("resident.kept_apart", { name: row.name }) });
      }
    } catch (error) {
      toast({ text: sentence(error), isRefusal: true });
    }
    await onSaved();
  }
  async function unmerge(row: Resident) {
    try {
      await api.post(`/api/residents/${row.id}/unmerge`);
      toast({ text: t("resident.unmerged", { name: row.name }) });
    } catch (error) {
      toast({ text: sentence(error), isRefusal: true });
    }
    await onSaved();
  }
  return (
    <>
      <DataTable<Resident>
        label={t("household.list")}
        dataSource={residents}
        columns={[
          { title: t("person.name_phone"), render: (_, row) => <Revealed resident={row} /> },
          {
            title: t("person.gender_age"),
            render: (_, row) => genderAndAge(row, t),
          },
          { title: t("person.id_no"), dataIndex: "id_no" },
          { title: t("person.occupation"), dataIndex: "occupation" },
          ...(isInHousehold
            ? []
            : [
                {
                  title: t("place.door"),
                  render: (_: unknown, row: Resident) =>
                    row.household && (
                      <Link to={`/registry/households/${row.household.id}`}>
                        {row.household.compound_name} {row.household.door}
                      </Link>
                    ),
                },
              ]),
          {
            title: t("household.flags"),
            render: (_, row) => (
              <span className="row">
                {row.is_exam_family && <StateTag state="attempted">{t("resident.exam_family")}</StateTag>}
                {row.do_not_message && <StateTag state="unreachable">{t("resident.do_not_message")}</StateTag>}
                {row.possible_duplicate_of && <StateTag state="attempted">{t("resident.possible_duplicate")}</StateTag>}
              </span>
            ),
          },
          {
            title: t("field.actions"),
            render: (_, row) => (
              <span className="row">
                {row.allowed_actions.includes("edit") && (
                  <button type="button" className="link-button" onClick={() => setEdited(row)}>
                    {t("action.edit")}
                  </button>
                )}
                {row.allowed_actions.includes("merge") && (
                  <button type="button" className="link-button" onClick={() => settle(row, "merge")}>
                    {t("resident.merge")}
                  </button>
                )}
                {row.allowed_actions.includes("keep_apart") && (
                  <button type="button" className="link-button" onClick={() => settle(row, "keep-apart")}>
                    {t("resident.keep_apart")}
                  </button>
                )}
              </span>
            ),
          },
        ]}
      />
      {edited && <ResidentForm resident={edited} onClose={() => setEdited(null)} onSaved={onSaved} />}
    </>
  );
}
