import { DownOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api } from "../../shared/api";
import { useSession, useUser } from "../accounts/session";

export function UserMenu() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { reload } = useSession();
  const user = useUser();
  async function signOut() {
    await api.del("/api/session").catch(() => undefined);
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
    await reload();
    await navigate("/");
  }
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "password", label: t("password.title"), onClick: () => navigate("/password") },
          { key: "out", label: t("session.sign_out"), onClick: signOut },
        ],
      }}
    >
      <button type="button" className="user-menu">
        <span className="avatar" aria-hidden="true">
          {user.name.slice(0, 1)}
        </span>
        <span className="strong">{user.name}</span> <span className="quiet">{user.role_label}</span>
        <DownOutlined aria-hidden="true" />
      </button>
    </Dropdown>
  );
}
