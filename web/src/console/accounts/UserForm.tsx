import { Form, Input, Select, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { StaffUser, StartPassword, Station } from "../../shared/api.types";
import { EditDrawer } from "../../shared/ui/EditDrawer";
import { ROLES } from "./roles";

interface Props {
  stations: Station[];
  user?: StaffUser;
  onClose: () => void;
  onSaved: (saved: StartPassword | StaffUser) => unknown;
}

/** A new account gets a start password on a slip; an existing one changes post, phone or rests. */
export function UserForm({ stations, user, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  return (
    <EditDrawer<StartPassword | StaffUser>
      title={user ? t("user.edit", { name: user.name }) : t("user.add")}
      draftKey={`user-${user?.id ?? "new"}`}
      initial={user ? { name: user.name, role: user.role, is_active: user.is_active } : { role: "OFFICER" }}
      onClose={onClose}
      onSaved={onSaved}
      onSend={(values) => (user ? api.patch(`/api/users/${user.id}`, values) : api.post("/api/users", values))}
    >
      {!user && (
        <Form.Item
          name="login"
          label={t("session.login")}
          extra={t("user.login_note")}
          rules={[{ required: true, pattern: /^[a-zA-Z0-9._-]{2,60}$/, message: t("user.login_rule") }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      )}
      <Form.Item name="name" label={t("user.name")} rules={[{ required: true, message: t("field.required") }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="role" label={t("user.role")} rules={[{ required: true, message: t("field.required") }]}>
        <Select options={ROLES.map((code) => ({ value: code, label: t(`role.${code}`) }))} />
      </Form.Item>
      {!user && (
        <Form.Item name="station_code" label={t("nav.stations")} extra={t("user.station_note")}>
          <Select allowClear options={stations.map((station) => ({ value: station.code, label: station.name }))} />
        </Form.Item>
      )}
      <Form.Item name="phone" label={t("person.phone")} extra={user ? t("user.phone_keep") : undefined}>
        <Input autoComplete="off" inputMode="tel" />
      </Form.Item>
      {user && (
        <Form.Item name="is_active" label={t("user.may_sign_in")} valuePropName="checked">
          <Switch aria-label={t("user.may_sign_in")} />
        </Form.Item>
      )}
    </EditDrawer>
  );
}
