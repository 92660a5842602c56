import { Alert, Button, Form, Input, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, rowsOf } from "../../shared/api";
import type { Listed, Resident } from "../../shared/api.types";
import { showOnForm } from "../../shared/problem";
import { Empty } from "../../shared/ui/Empty";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { PeopleTable } from "./PeopleTable";
import { useCompoundOptions } from "./places";
import { RegistryTabs } from "./RegistryTabs";

const WAYS = ["name", "phone", "id_no", "door", "surname"] as const;
type Way = (typeof WAYS)[number];
const INSIDE_COMPOUND: Way[] = ["door", "surname"];

interface Asking {
  by: Way;
  value: string;
  compound_id?: string;
}

/** People are found exactly, or by surname inside one compound; what was typed never stands in an address. */
export function ResidentSearchPage() {
  const { t } = useTranslation();
  const [form] = Form.useForm<Asking>();
  const by = Form.useWatch("by", form) ?? "name";
  const compounds = useCompoundOptions();
  const [found, setFound] = useState<Resident[] | null>(null);
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  async function search(values: Asking) {
    setBusy(true);
    setRefusal("");
    try {
      setFound(rowsOf(await api.post<Listed<Resident>>("/api/residents/search", values)));
    } catch (error) {
      setFound(null);
      setRefusal(showOnForm(error, form));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Page title={t("registry.tab.residents")} crumbs={[{ title: t("nav.registry"), to: "/registry" }]}>
      <RegistryTabs />
      <div className="stack">
        <Panel title={t("person.search_title")} note={t("person.search_note")}>
          {refusal && <Alert type="error" showIcon title={refusal} className="gap-below" role="alert" />}
          <Form form={form} layout="vertical" initialValues={{ by: "name" }} onFinish={search}>
            <Form.Item name="by" label={t("person.search_by")}>
              <Radio.Group options={WAYS.map((way) => ({ value: way, label: t(`person.by.${way}`) }))} />
            </Form.Item>
            <div className="row search-line">
              {INSIDE_COMPOUND.includes(by) && (
                <Form.Item
                  name="compound_id"
                  label={t("place.compound")}
                  rules={[{ required: true, message: t("field.required") }]}
                >
                  <Select
                    className="filter-select"
                    showSearch={{ filterOption: false, onSearch: compounds.onSearch }}
                    options={compounds.options}
                  />
                </Form.Item>
              )}
              <Form.Item
                name="value"
                label={t(`person.by.${by}`)}
                rules={[{ required: true, whitespace: true, message: t("field.required") }]}
              >
                <Input className="filter-select" autoComplete="off" />
              </Form.Item>
              <Button type="primary" htmlType="submit" loading={isBusy}>
                {t("person.search")}
              </Button>
            </div>
          </Form>
        </Panel>
        {found && (
          <Panel isFlush title={t("person.found", { count: found.length })} note={t("person.masked_note")}>
            {found.length === 0 ? (
              <Empty title={t("person.none_title")} text={t("person.none_text")} />
            ) : (
              <PeopleTable residents={found} onSaved={() => search(form.getFieldsValue())} />
            )}
          </Panel>
        )}
      </div>
    </Page>
  );
}
