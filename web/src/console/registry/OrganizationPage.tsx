import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { api } from "../../shared/api";
import type { Organization } from "../../shared/api.types";
import { Asked } from "../../shared/ui/Asked";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { Fact } from "./CompoundPage";
import { ContactsPanel } from "./ContactsPanel";
import { OrganizationForm } from "./OrganizationForm";

export function OrganizationPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const [isEditing, setEditing] = useState(false);
  const query = useQuery({
    queryKey: ["organization", id],
    queryFn: () => api.get<Organization>(`/api/organizations/${id}`),
  });
  return (
    <Asked query={query}>
      {(organization) => {
        const canEdit = organization.allowed_actions.includes("edit");
        return (
          <Page
            title={organization.name}
            name={t("place.organization")}
            crumbs={[
              { title: t("nav.registry"), to: "/registry" },
              {
                title: organization.kind_label ?? t(`organization.kind.${organization.kind}`),
                to: `/registry/organizations?kind=${organization.kind}`,
              },
            ]}
            actions={
              canEdit && (
                <Button type="primary" onClick={() => setEditing(true)}>
                  {t("action.edit")}
                </Button>
              )
            }
          >
            <div className="columns">
              <Panel title={t("organization.facts")}>
                <dl className="facts">
                  <Fact label={t("organization.address")} value={organization.address} />
                  <Fact label={t("place.community")} value={organization.community?.name} />
                  <Fact label={t("organization.parent_name")} value={organization.parent_name} />
                  <Fact label={t("organization.staff_total")} value={organization.staff_total} />
                  <Fact label={t("compound.aliases")} value={organization.aliases.join(t("comma_list"))} />
                  <Fact label={t("compound.source_datum")} value={organization.source_datum} />
                </dl>
              </Panel>
              <ContactsPanel
                contacts={organization.contacts ?? []}
                owner={{ organization_id: organization.id }}
                canEdit={canEdit}
                onSaved={() => query.refetch()}
              />
            </div>
            {isEditing && (
              <OrganizationForm
                organization={organization}
                onClose={() => setEditing(false)}
                onSaved={() => query.refetch()}
              />
            )}
          </Page>
        );
      }}
    </Asked>
  );
}
