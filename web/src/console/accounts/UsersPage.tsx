import "./accounts.css";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { Paged, StaffUser, StartPassword } from "../../shared/api.types";
import { Asked } from "../../shared/ui/Asked";
import { DataTable } from "../../shared/ui/DataTable";
import { Empty } from "../../shared/ui/Empty";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { StateTag } from "../../shared/ui/StateTag";
import { useFilters } from "../../shared/url";
import { AreasForm } from "./AreasForm";
import { ResetDialog } from "./ResetDialog";
import { ROLES } from "./roles";
import { SlipsDialog } from "./SlipsDialog";
import { useUser } from "./session";
import { useStations } from "./stations";
import { UserForm } from "./UserForm";

type Opened = { form: "new" } | { form: "edit" | "areas" | "reset"; user: StaffUser } | null;

export function UsersPage() {
  const { t } = useTranslation();
  const self = useUser();
  const queries = useQueryClient();
  const stations = useStations();
  const [params, change] = useFilters();
  const [opened, setOpened] = useState<Opened>(null);
  const [slip, setSlip] = useState<StartPassword | null>(null);
  const filters = {
    q: params.get("q") ?? "",
    role: params.get("role") ?? "",
    station: params.get("station") ?? "",
    page: params.get("page") ?? "1",
  };
  const query = useQuery({
    queryKey: ["users", filters],
    queryFn: () => api.get<Paged<StaffUser>>("/api/users", filters),
  });
  const reload = () => queries.invalidateQueries({ queryKey: ["users"] });
  return (
    <Page
      title={t("nav.users")}
      subtitle={t("user.subtitle")}
      actions={
        <Button type="primary" onClick={() => setOpened({ form: "new" })}>
          {t("user.add")}
        </Button>
      }
    >
      <Panel isFlush>
        <div className="toolbar">
          <Input.Search
            className="filter-select"
            allowClear
            aria-label={t("user.find")}
            placeholder={t("user.find")}
            defaultValue={filters.q}
            onSearch={(q) => change({ q })}
          />
          <Select
            className="filter-select"
            allowClear
            aria-label={t("user.role")}
            placeholder={t("user.every_role")}
            value={filters.role || undefined}
            onChange={(role) => change({ role })}
            options={ROLES.map((code) => ({ value: code, label: t(`role.${code}`) }))}
          />
          <Select
            className="filter-select"
            allowClear
            aria-label={t("nav.stations")}
            placeholder={t("user.every_station")}
            value={filters.station || undefined}
            onChange={(station) => change({ station })}
            options={stations.map((station) => ({ value: station.code, label: station.name }))}
          />
        </div>
        <Asked query={query}>
          {(answer) =>
            answer.total === 0 ? (
              <Empty title={t("user.none_title")} text={t("user.none_text")} />
            ) : (
              <DataTable<StaffUser>
                label={t("nav.users")}
                dataSource={answer.items}
                total={answer.total}
                page={answer.page}
                size={answer.size}
                columns={[
                  { title: t("user.name"), dataIndex: "name" },
                  { title: t("session.login"), dataIndex: "login" },
                  { title: t("user.role"), dataIndex: "role_label" },
                  { title: t("nav.stations"), render: (_, row) => row.station?.name ?? t("shell.bureau") },
                  { title: t("user.state"), render: (_, row) => <UserState user={row} /> },
                  {
                    title: t("field.actions"),
                    render: (_, row) => (
                      <span className="row">
                        <button
                          type="button"
                          className="link-button"
                          onClick={() => setOpened({ form: "edit", user: row })}
                        >
                          {t("action.edit")}
                        </button>
                        {row.station && (
                          <button
                            type="button"
                            className="link-button"
                            onClick={() => setOpened({ form: "areas", user: row })}
                          >
                            {t("user.areas")}
                          </button>
                        )}
                        {row.id !== self.id && (
                          <button
                            type="button"
                            className="link-button"
                            onClick={() => setOpened({ form: "reset", user: row })}
                          >
                            {t("user.reset")}
                          </button>
                        )}
                      </span>
                    ),
                  },
                ]}
              />
            )
          }
        </Asked>
      </Panel>
      {opened?.form === "new" && (
        <UserForm
          stations={stations}
          onClose={() => setOpened(null)}
          onSaved={async (saved) => {
            if ("start_password" in saved) setSlip(saved);
            await reload();
          }}
        />
      )}
      {opened?.form === "edit" && (
        <UserForm stations={stations} user={opened.user} onClose={() => setOpened(null)} onSaved={reload} />
      )}
      {opened?.form === "areas" && <AreasForm user={opened.user} onClose={() => setOpened(null)} onSaved={reload} />}
      {opened?.form === "reset" && (
        <ResetDialog
          user={opened.user}
          onClose={() => setOpened(null)}
          onReset={async (answer) => {
            setSlip(answer);
            await reload();
          }}
        />
      )}
      {slip && (
        <SlipsDialog
          slips={[{ ...slip.user, start_password: slip.start_password }]}
          station={slip.user.station?.name}
          onClose={() => setSlip(null)}
        />
      )}
    </Page>
  );
}

function UserState({ user }: { user: StaffUser }) {
  const { t } = useTranslation();
  if (!user.is_active) return <StateTag state="unreachable">{t("user.inactive")}</StateTag>;
  if (user.must_change_password) return <StateTag state="attempted">{t("user.start_password")}</StateTag>;
  return <StateTag state="reached">{t("user.active")}</StateTag>;
}
